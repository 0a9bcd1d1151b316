window.yuebaoHistory("window-agriculture",{"rows":{"25":["5",[]],"26":["102.5",[]]},"breaks":[]});
