window.yuebaoHistory("window-civil-affairs",{"rows":{"25":["1",[]],"26":["103.2",[]]},"breaks":[]});
