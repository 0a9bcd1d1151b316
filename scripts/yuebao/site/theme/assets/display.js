// 显示方式：大字、高对比、简约版；选择记在浏览器里。
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
      document.dispatchEvent(new Event("yb-display"));
    });
  });
  apply(read());

  // 朗读：浏览器自己会念的，简约版里才有；念正文，不念表格。
  var speech = window.speechSynthesis, aloud = document.querySelector(".yb-aloud");
  function hush() {
    if (speech) speech.cancel();
    aloud.setAttribute("aria-pressed", "false");
    aloud.textContent = "朗读";
  }
  function readAloud() {
    if (aloud.getAttribute("aria-pressed") === "true") { hush(); return; }
    var places = Array.from(document.querySelectorAll("article :is(h1, h2, h3, p, li, dt, dd)")).filter(function (place) { return place.offsetParent && !place.closest(".yb-table, .yb-tools, .yb-get") && !place.querySelector("p, li"); });
    aloud.setAttribute("aria-pressed", "true");
    aloud.textContent = "停止朗读";
    places.forEach(function (place, index) {
      var said = new SpeechSynthesisUtterance(place.textContent.trim());
      said.lang = "zh-CN";
      said.rate = 0.9;
      if (index === places.length - 1) said.onend = hush;
      said.onerror = hush;
      speech.speak(said);
    });
  }
  if (aloud && speech && window.SpeechSynthesisUtterance) {
    aloud.hidden = false;
    aloud.addEventListener("click", readAloud);
    window.addEventListener("pagehide", hush);
  }

  // 从抽屉里的目录到了本页的一处，抽屉就关上。
  document.addEventListener("click", function (event) {
    var drawer = document.getElementById("__drawer");
    if (drawer && event.target.closest(".yb-contents a")) drawer.checked = false;
  });
  // 焦点到了抽屉外面，抽屉也关上，不盖住那里。
  document.addEventListener("focusin", function (event) {
    var drawer = document.getElementById("__drawer");
    if (drawer && !event.target.closest(".md-sidebar--primary")) drawer.checked = false;
  });
  // 主题给说明文字里的宽表加了可横向滚动的外框；让键盘也能到那里。
  window.addEventListener("load", function () {
    document.querySelectorAll(".md-typeset__scrollwrap").forEach(function (wrapper) { wrapper.tabIndex = 0; });
  });
})();
