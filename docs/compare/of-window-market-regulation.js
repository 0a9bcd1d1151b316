window.yuebaoHistory("window-market-regulation",{"rows":{"25":["11",[]],"26":["100.2",[]]},"breaks":[]});
