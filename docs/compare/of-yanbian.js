window.yuebaoHistory("yanbian",{"rows":{"21":["4996",[]],"24":["14445",[]]},"breaks":[]});
