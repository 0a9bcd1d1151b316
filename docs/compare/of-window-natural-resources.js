window.yuebaoHistory("window-natural-resources",{"rows":{"25":["2",[]],"26":["103",[]]},"breaks":[]});
