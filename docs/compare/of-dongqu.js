window.yuebaoHistory("dongqu",{"rows":{"21":["2057",[0]],"24":["7166",[0]]},"breaks":[]});
