window.yuebaoHistory("window-housing",{"rows":{"25":["6",[]],"26":["102.1",[]]},"breaks":[]});
