// 检索框：打字时列出结果。索引和检索的程序都是脚本文件，第一次用到才读，不经服务器也能用（U 盘、内网文件夹）。
(function () {
  "use strict";
  var LIMIT = 30, LONGEST = 80;
  var PROGRAM = ["writing", "times", "index", "query", "answers", "find"].map(function (name) { return "assets/search-" + name + ".js"; });
  var box = document.getElementById("yb-query"), list = document.getElementById("yb-results"), status = document.getElementById("yb-status");
  if (!box || !list) return;
  var base = box.dataset.base, index = null, chosen = -1, loaded = new Map(), composing = false;

  // 每个文件只读一次；读不到的，下次再读。
  function load(path) {
    if (!loaded.has(path)) {
      loaded.set(path, new Promise(function (done, failed) {
        var script = document.createElement("script");
        script.src = base + "/" + path;
        script.async = false;
        script.onload = done;
        script.onerror = function () { loaded.delete(path); failed(new Error(path)); };
        document.head.appendChild(script);
      }));
    }
    return loaded.get(path);
  }

  function ready(query) {
    var needed = PROGRAM.concat("search/words.js", /\d|[０-９]/.test(query) ? "search/figures.js" : []);
    return Promise.all(needed.map(load)).then(function () {
      if (!index) index = new window.yuebaoFinder.Index(window.yuebaoWords);
      if (window.yuebaoFigures && !index.figures) index.readFigures(window.yuebaoFigures);
    });
  }

  // 有答案的数字在各期自己的文件里；读不到的，就不说数字。
  function find(query) {
    var found = window.yuebaoFinder.search(index, query, window.yuebaoAnswers || {});
    if (!found.needs.length) return Promise.resolve(found);
    return Promise.all(found.needs.map(function (name) { return load("search/answers/" + name + ".js"); })).then(function () {
      return window.yuebaoFinder.search(index, query, window.yuebaoAnswers);
    }, function () { return found; });
  }

  function update() {
    var query = box.value;
    if (composing) return;
    keep(query.trim());
    if (!query.trim()) return close();
    ready(query).then(function () { return box.value === query && !composing ? find(query) : null; }).then(function (found) {
      if (found && box.value === query) show(found.results.slice(0, LIMIT), query.trim(), found.message + counted(found.results) + cut(query));
    }, function () {
      if (box.value === query) show([], query.trim(), "检索索引没有读到，请稍后再试。");
    });
  }

  function counted(results) {
    if (!results.length || results[0].near) return "";
    return results.length > LIMIT ? "共 " + results.length + " 条，列出前 " + LIMIT + " 条" : "共 " + results.length + " 条";
  }

  function cut(query) {
    return query.trim().length > LONGEST ? "（太长，只用了前 " + LONGEST + " 个字）" : "";
  }

  // 找的是什么写在地址里：能收藏、转发，返回时还在。
  function keep(query) {
    var address = new URL(location.href);
    if ((address.searchParams.get("q") || "") === query) return;
    if (query && query.length <= 1000) address.searchParams.set("q", query);
    else address.searchParams.delete("q");
    try { history.replaceState(history.state, "", address); } catch (error) { return; }
  }

  function show(results, query, summary) {
    list.textContent = "";
    chosen = -1;
    results.forEach(function (result, place) {
      var link = document.createElement("a");
      link.href = base + "/" + result.url;
      link.id = "yb-result-" + place;
      link.className = result.near ? "yb-near" : result.answer ? "yb-answer" : "";
      link.setAttribute("role", "option");
      link.tabIndex = -1;
      var title = document.createElement("b"), detail = document.createElement("span");
      title.textContent = result.title;
      detail.textContent = result.detail;
      link.append(title, detail);
      list.appendChild(link);
    });
    status.textContent = summary;
    list.hidden = !results.length;
    status.hidden = false;
    status.dataset.query = query;
    box.setAttribute("aria-expanded", String(Boolean(results.length)));
    box.removeAttribute("aria-activedescendant");
  }

  // 收起以后什么也不留：箭头键不会选到看不见的结果。
  function close() {
    list.textContent = "";
    chosen = -1;
    list.hidden = true;
    status.hidden = true;
    status.textContent = "";
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }

  function choose(step) {
    var links = list.querySelectorAll("a");
    if (!links.length) return update();
    if (chosen >= 0) links[chosen].removeAttribute("aria-selected");
    else if (step < 0) chosen = 0;
    chosen = (chosen + step + links.length) % links.length;
    links[chosen].setAttribute("aria-selected", "true");
    links[chosen].scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", links[chosen].id);
  }

  // 按回车打开选中的一条，没有选就是第一条；没有找到时列出的别处，要选了才打开。
  function open() {
    var links = list.querySelectorAll("a");
    var link = links[chosen] || (links[0] && !links[0].classList.contains("yb-near") ? links[0] : null);
    if (!link) return;
    link.click();
    close();
  }

  // 地址里写着要找什么的：打开网页、返回网页时都列出来。
  function recall() {
    var query = new URLSearchParams(location.search).get("q");
    if (!query) return;
    box.value = query;
    update();
  }

  box.addEventListener("focus", function () { ready("").catch(function () {}); }, { once: true });
  box.addEventListener("compositionstart", function () { composing = true; });
  box.addEventListener("compositionend", function () { composing = false; update(); });
  box.addEventListener("input", function (event) { if (!event.isComposing) update(); });
  box.addEventListener("keydown", function (event) {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape") {
      close();
    }
  });
  box.form.addEventListener("submit", function (event) {
    event.preventDefault();
    if (status.dataset.query === box.value.trim()) open();
  });
  // 点到别处、焦点到了别处，结果就收起，不盖住那里。
  ["click", "focusin"].forEach(function (kind) {
    document.addEventListener(kind, function (event) { if (!box.form.contains(event.target)) close(); });
  });
  window.addEventListener("pageshow", function (event) { if (event.persisted) recall(); });
  recall();
})();
