window.yuebaoHistory("window-health",{"rows":{"25":["7",[]],"26":["102",[]]},"breaks":[]});
