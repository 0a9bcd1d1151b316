// 数据来源：在浏览器里算原始文件的 SHA-256，与登记的对照。
(function () {
  "use strict";
  function hex(buffer) {
    return Array.from(new Uint8Array(buffer)).map(function (byte) { return ("0" + byte.toString(16)).slice(-2); }).join("");
  }
  function check(button, say) {
    if (location.protocol === "file:") return say("从文件夹打开的网页不能核对；请下载后用 sha256sum（Windows 上用 certutil -hashfile 文件 SHA256）核对。");
    if (!(window.crypto && crypto.subtle)) return say("这个浏览器，或者不是 https 的网址，不能核对；请下载后用 sha256sum 核对。");
    say("正在核对……");
    fetch(button.dataset.file).then(function (answer) {
      if (!answer.ok) throw new Error(answer.status);
      return answer.arrayBuffer();
    }).then(function (content) { return crypto.subtle.digest("SHA-256", content); }).then(function (digest) {
      say(hex(digest) === button.dataset.sha256 ? "相同：网站上的这个文件就是登记的那一份。" : "不同：网站上的这个文件不是登记的那一份，请勿使用。");
    }).catch(function () { say("没有取到文件，不能核对。"); });
  }
  document.querySelectorAll(".yb-verify").forEach(function (button) {
    var status = button.nextElementSibling;
    button.hidden = false;
    button.addEventListener("click", function () { check(button, function (words) { status.textContent = words; }); });
  });
})();
