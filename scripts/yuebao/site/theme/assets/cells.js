// 格：点选一格，或用方向键移到一格、按回车，可复制它的引文、地址，打开其中的链接；选中哪一格，念给读屏软件。
(function () {
  "use strict";
  var tables = window.yuebaoTables, chosen = null;
  window.yuebaoCopy = copy;
  if (document.querySelector(".yb-draft")) return;  // 没有公布的，不能引用

  // ── 引文：刊名、期、表、行、列、值（存疑的连同说明）、地址。
  function place(cell) {
    var view = tables.viewOf(cell), row = cell.parentElement, first = row.parentElement.rows[0];
    var names = Array.from(row.cells).filter(function (other) { return other.scope === "row"; });
    if (!names.length) names = [row.cells[0]];
    var words = names.map(tables.text);
    if (first.matches(".group")) words.unshift(first.textContent.trim());
    return { table: view.table.caption.textContent.trim(), row: words.filter(Boolean).join(" "), column: tables.text(view.headings[cell.cellIndex]), value: tables.text(cell) || "空白" };
  }

  // 与公布的数字不可分的：存疑、更正各按规则应为多少、为什么；说明在本页的，连同说明。没有规则可核的不必写。
  function explained(cell) {
    var told = Array.from(cell.querySelectorAll("a.mark[title]")).map(function (mark) {
      var entry = mark.pathname === location.pathname && document.getElementById(decodeURIComponent(mark.hash.slice(1)));
      var reason = entry && entry.matches(".yb-errata > li") && entry.querySelector("p:not([class])");
      return mark.title + (reason ? "。" + reason.textContent.trim().replace(/。$/, "") : "");
    });
    return told.length ? "（" + told.join("；") + "）" : "";
  }

  function citation(cell) {
    var at = place(cell), name = document.querySelector(".yb-name"), number = document.querySelector(".yb-number");
    return [
      name ? "《" + document.title.split(" - ").pop() + "·" + name.textContent.trim() + "》" : document.title,
      number ? number.textContent.trim() : "",
      "表：" + at.table, "行：" + at.row, "列：" + at.column, "值：" + at.value + explained(cell), address(cell)
    ].filter(Boolean).join("，");
  }

  function address(cell) {
    return location.href.split(/[?#]/)[0] + "#" + cell.id;
  }

  function spoken(cell) {
    var at = place(cell), notes = Array.from(cell.querySelectorAll(".mark")).map(function (mark) { return mark.title; });
    return [at.row, at.column, at.value].concat(notes).join("，");
  }

  var bar = document.createElement("div"), said = document.createElement("p");
  bar.className = "yb-cite";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "选中的一格");
  bar.hidden = true;
  bar.innerHTML = '<button type="button" data-copy="citation">复制引文</button><button type="button" data-copy="address">复制地址</button><span class="yb-cite-links"></span><span role="status"></span>';
  said.className = "yb-hidden";
  said.setAttribute("aria-live", "polite");
  document.body.append(bar, said);
  var links = bar.querySelector(".yb-cite-links");

  function offer(cell) {
    links.textContent = "";
    Array.from(cell.querySelectorAll("a[href]")).forEach(function (link) {
      var copy = document.createElement("a");
      copy.href = link.href;
      copy.textContent = link.classList.contains("mark") ? "看" + link.textContent : "打开“" + link.textContent + "”";
      links.appendChild(copy);
    });
  }

  function choose(cell) {
    if (chosen) chosen.classList.remove("yb-chosen");
    chosen = cell;
    if (!cell) { bar.hidden = true; said.textContent = ""; return; }
    cell.classList.add("yb-chosen");
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    offer(cell);
    said.textContent = spoken(cell);
    bar.hidden = false;
    bar.lastChild.textContent = "";
    var box = cell.getBoundingClientRect();
    bar.style.top = Math.max(box.bottom + 4, 4) + window.scrollY + "px";
    bar.style.left = Math.max(4, Math.min(box.left + window.scrollX, window.scrollX + document.documentElement.clientWidth - bar.offsetWidth - 4)) + "px";
  }

  function copy(value) {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(value);
    var area = document.createElement("textarea");
    area.value = value;
    area.style.position = "fixed";
    document.body.appendChild(area);
    area.select();
    var done = document.execCommand("copy");
    area.remove();
    return done ? Promise.resolve() : Promise.reject(new Error("copy"));
  }

  function told(value) {
    copy(value).then(
      function () { bar.lastChild.textContent = "已复制"; },
      function () { bar.lastChild.textContent = "这个浏览器不让复制，请自己选取：" + value; }
    );
  }

  bar.addEventListener("click", function (event) {
    var wanted = event.target.dataset.copy;
    if (wanted && chosen) told(wanted === "citation" ? citation(chosen) : address(chosen));
    else if (event.target.closest("a")) choose(null);
  });

  // 看得见的格：筛掉的行、没有显示的列不在其中。
  function cells(wrapper) {
    return Array.from(wrapper.querySelectorAll("tbody tr:not([hidden]), tfoot tr"))
      .map(function (row) { return Array.from(row.cells).filter(function (cell) { return cell.id && !cell.hidden; }); })
      .filter(function (row) { return row.length; });
  }

  function move(wrapper, key) {
    var rows = cells(wrapper), at = chosen && wrapper.contains(chosen) ? chosen : null;
    var row = at ? rows.findIndex(function (candidate) { return candidate.indexOf(at) >= 0; }) : -1;
    if (row < 0) return rows.length && choose(rows[0][0]);
    var column = rows[row].indexOf(at), end = { Home: 0, End: rows[row].length - 1 }[key];
    if (end !== undefined) return choose(rows[row][end]);
    var step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[key];
    row = Math.min(Math.max(row + step[0], 0), rows.length - 1);
    choose(rows[row][Math.min(Math.max(column + step[1], 0), rows[row].length - 1)]);
  }

  // 一张表是一个制表位：格里的链接由方向键到格、回车打开，不必一个一个按过去。
  function prepare(wrapper) {
    wrapper.dataset.cells = "1";
    wrapper.tabIndex = 0;
    wrapper.setAttribute("aria-label", wrapper.getAttribute("aria-label") + "。方向键选一格，回车打开、复制");
    wrapper.querySelectorAll("tbody a, tfoot a").forEach(function (link) { link.tabIndex = -1; });
    wrapper.addEventListener("click", function (event) {
      var cell = event.target.closest("td[id], th[id]");
      if (cell && !event.target.closest("a, button")) choose(cell);
    });
    wrapper.addEventListener("keydown", function (event) {
      if (event.target !== wrapper) return;
      if (/^(Arrow(Up|Down|Left|Right)|Home|End)$/.test(event.key)) { event.preventDefault(); move(wrapper, event.key); }
      if (event.key === "Enter" && chosen) bar.firstChild.focus();
    });
  }

  document.querySelectorAll(".yb-table").forEach(function (wrapper) {
    if (wrapper.querySelector("td[id], th[id]")) prepare(wrapper);
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !chosen) return;
    var back = bar.contains(document.activeElement) ? tables.viewOf(chosen).wrapper : null;
    choose(null);
    if (back) back.focus({ preventScroll: true });
  });
  document.addEventListener("click", function (event) {
    if (chosen && !event.target.closest(".yb-table, .yb-cite")) choose(null);
  });
})();
