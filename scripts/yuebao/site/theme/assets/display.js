// 显示方式：大字、高对比；选择记在浏览器里。
(function () {
  "use strict";
  var KEY = "yb-display";
  function read() {
    try { return JSON.parse(localStorage.getItem(KEY) || "{}"); } catch (error) { return {}; }
  }
  function apply(choice) {
    document.querySelectorAll("[data-display]").forEach(function (button) {
      var on = Boolean(choice[button.dataset.display]);
      button.setAttribute("aria-pressed", String(on));
      document.documentElement.classList.toggle("yb-" + button.dataset.display, on);
    });
  }
  document.querySelectorAll("[data-display]").forEach(function (button) {
    button.addEventListener("click", function () {
      var choice = read();
      choice[button.dataset.display] = !choice[button.dataset.display];
      try { localStorage.setItem(KEY, JSON.stringify(choice)); } catch (error) { /* 不能记住，仍可使用 */ }
      apply(choice);
    });
  });
  apply(read());
  // 从抽屉里的目录到了本页的一处，抽屉就关上。
  document.addEventListener("click", function (event) {
    var drawer = document.getElementById("__drawer");
    if (drawer && event.target.closest(".yb-contents a")) drawer.checked = false;
  });
  // 主题给说明文字里的宽表加了可横向滚动的外框；让键盘也能到那里。
  window.addEventListener("load", function () {
    document.querySelectorAll(".md-typeset__scrollwrap").forEach(function (wrapper) { wrapper.tabIndex = 0; });
  });
})();
