window.yuebaoHistory("window-transport",{"rows":{"25":["9",[]],"26":["101.8",[]]},"breaks":[]});
