window.yuebaoHistory("miyi",{"rows":{"21":["11134",[]],"24":["75171",[]]},"breaks":[]});
