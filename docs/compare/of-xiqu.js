window.yuebaoHistory("xiqu",{"rows":{"21":["7754",[0]],"24":["47025",[0]]},"breaks":[]});
