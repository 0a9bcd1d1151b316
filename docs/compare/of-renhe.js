window.yuebaoHistory("renhe",{"rows":{"21":["8124",[]],"24":["122913",[]]},"breaks":[]});
