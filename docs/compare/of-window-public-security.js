window.yuebaoHistory("window-public-security",{"rows":{"25":["3",[]],"26":["102.6",[]]},"breaks":[]});
