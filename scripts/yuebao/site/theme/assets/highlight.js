// 从检索来的（#q=…）：在本页标出所找的文字，并移到第一处。
(function () {
  "use strict";
  function fold(text) {
    return text.normalize("NFKC").toLowerCase().replace(/\s/g, "").replace(/\u2212/g, "-").replace(/(\d),(?=\d{3}(?!\d))/g, "$1");
  }

  // 别处来的地址，% 后面可以什么都不是。
  function decoded(text) {
    try { return decodeURIComponent(text); } catch (error) { return ""; }
  }

  function matching(article, term) {
    var figure = /^[+-]?[\d.]+%?$/.test(term);
    var places = Array.from(article.querySelectorAll("td, tbody th, tfoot th, .yb-words, .yb-news li, .yb-people li"));
    return places.filter(function (place) {
      var own = Array.from(place.childNodes).filter(function (node) { return !(node.classList && node.classList.contains("mark")); });
      var text = fold(own.map(function (node) { return node.textContent; }).join(""));
      var cell = /^T[DH]$/.test(place.tagName);
      return figure && cell ? text === term : text.indexOf(term) >= 0;
    });
  }

  function run() {
    document.querySelectorAll(".yb-found").forEach(function (place) { place.classList.remove("yb-found"); });
    var found = /^#q=(.+)$/.exec(location.hash), article = document.querySelector("article");
    if (!found || !article) return;
    var term = decoded(found[1]);
    if (!term) return;
    var places = matching(article, fold(term));
    places.forEach(function (place) { place.classList.add("yb-found"); });
    if (places.length) places[0].scrollIntoView({ block: "center" });
  }

  window.addEventListener("hashchange", run);
  run();
})();
