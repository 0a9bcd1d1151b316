window.yuebaoHistory("window-medical-insurance",{"rows":{"25":["10",[]],"26":["101.6",[]]},"breaks":[]});
