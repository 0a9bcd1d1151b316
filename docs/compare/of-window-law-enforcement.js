window.yuebaoHistory("window-law-enforcement",{"rows":{"25":["8",[]],"26":["102",[]]},"breaks":[]});
