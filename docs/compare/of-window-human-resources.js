window.yuebaoHistory("window-human-resources",{"rows":{"25":["4",[]],"26":["102.5",[]]},"breaks":[]});
