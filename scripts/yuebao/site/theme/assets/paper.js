// 打印：每页写明网页的地址和打印的日子，由样式里的 @page 取用。
(function () {
  "use strict";
  function quoted(text) {
    return '"' + text.replace(/["\\\u0000-\u001f\u007f]/g, function (sign) { return "\\" + sign.charCodeAt(0).toString(16) + " "; }) + '"';
  }
  // 看不见的、改变次序的字不译出来。
  function readable(address) {
    try {
      var text = decodeURI(address);
      return /[\u0000-\u0020\u007f-\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/.test(text) ? address : text;
    } catch (error) { return address; }
  }
  // 从文件夹打开的，地址只在这台机器上有用：写设置的地址，没有就写在文件夹里的路径。
  function address() {
    var set = document.querySelector('link[rel="canonical"]'), base = document.querySelector("[data-base]");
    if (location.protocol !== "file:") return location.href;
    if (set) return set.href;
    return base ? location.pathname.slice(new URL(base.dataset.base + "/", location.href).pathname.length) : "";
  }
  window.addEventListener("beforeprint", function () {
    var style = document.documentElement.style, today = new Date(), shown = readable(address());
    style.setProperty("--yb-address", quoted(shown.length > 200 ? shown.slice(0, 200) + "…" : shown));
    style.setProperty("--yb-printed", quoted(today.getFullYear() + "年" + (today.getMonth() + 1) + "月" + today.getDate() + "日打印"));
  });
})();
