// 表格：按任一列排序；点选一格（或用方向键移到一格后按回车），可复制它的引文或地址。
(function () {
  "use strict";
  function text(cell) {
    var copy = cell.cloneNode(true);
    copy.querySelectorAll(".mark").forEach(function (mark) { mark.remove(); });
    return copy.textContent.trim();
  }

  // ── 排序：数字按大小，文字按拼音；空白与“-”总在最后；合计行不动。
  function value(row, column) {
    var cell = row.cells[column], shown = cell.dataset.sort || text(cell);
    if (shown === "" || shown === "-") return null;
    if (cell.scope === "row" && PERIOD.test(shown)) return time(shown);
    var figure = Number(shown.replace(/,/g, "").replace(/%$/, ""));
    return isNaN(figure) ? shown : figure;
  }

  // 统计期按时间：2021-Q4 在 2021-10 的位置，2021 在 2021-01 的位置。
  var PERIOD = /^(\d{4})(?:-(?:(\d{2})(?:_\d{2})?|Q([1-4])|H([12])))?$/;
  function time(name) {
    var found = PERIOD.exec(name);
    return found[1] * 12 + (found[2] ? found[2] - 1 : found[3] ? (found[3] - 1) * 3 : found[4] ? (found[4] - 1) * 6 : 0);
  }

  function compare(one, other) {
    if (typeof one === "number" && typeof other === "number") return one - other;
    if (typeof one === "number") return -1;
    if (typeof other === "number") return 1;
    return one.localeCompare(other, "zh-Hans-CN", { numeric: true });
  }

  function sort(table, heading, column) {
    var body = table.tBodies[0];
    if (!table.published) table.published = Array.from(body.rows);
    var next = { none: "descending", descending: "ascending", ascending: "none" }[heading.getAttribute("aria-sort") || "none"];
    if (!heading.classList.contains("n")) next = { none: "ascending", ascending: "descending", descending: "none" }[heading.getAttribute("aria-sort") || "none"];
    table.querySelectorAll("th[aria-sort]").forEach(function (other) { other.removeAttribute("aria-sort"); });
    var rows = table.published.slice();
    if (next !== "none") {
      heading.setAttribute("aria-sort", next);
      var sign = next === "ascending" ? 1 : -1;
      rows = rows.map(function (row, place) { return { row: row, place: place, value: value(row, column) }; })
        .sort(function (one, other) {
          if (one.value === null || other.value === null) return (one.value === null) - (other.value === null) || one.place - other.place;
          return sign * compare(one.value, other.value) || one.place - other.place;
        }).map(function (item) { return item.row; });
    }
    rows.forEach(function (row) { body.appendChild(row); });
  }

  function prepare(table) {
    Array.from(table.tHead.rows[0].cells).forEach(function (heading, column) {
      var button = document.createElement("button");
      button.type = "button";
      button.setAttribute("aria-label", "按“" + heading.textContent + "”排序");
      button.title = button.getAttribute("aria-label");
      heading.appendChild(button);
      button.addEventListener("click", function () { sort(table, heading, column); });
    });
  }

  // ── 引文：刊名、期、表、行、列、值、地址。
  function citation(cell) {
    var table = cell.closest("table"), row = cell.parentElement;
    var headings = Array.from(table.tHead.rows[0].cells);
    var rowName = Array.from(row.cells).filter(function (other) { return other.scope === "row"; })[0];
    var name = document.querySelector(".yb-name"), number = document.querySelector(".yb-number");
    return [
      name ? "《" + document.title.split(" - ").pop() + "·" + name.textContent.trim() + "》" : document.title,
      number ? number.textContent.trim() : "",
      "表：" + table.caption.textContent.trim(),
      "行：" + (rowName ? text(rowName) : text(row.cells[0])),
      "列：" + headings[cell.cellIndex].textContent.trim(),
      "值：" + (text(cell) || "空白"),
      address(cell)
    ].filter(Boolean).join("，");
  }

  function address(cell) {
    return location.href.split("#")[0] + "#" + cell.id;
  }

  var bar = document.createElement("div");
  bar.className = "yb-cite";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "引用选中的一格");
  bar.hidden = true;
  bar.innerHTML = '<button type="button" data-copy="citation">复制引文</button><button type="button" data-copy="address">复制地址</button><span role="status"></span>';
  document.body.appendChild(bar);
  var chosen = null;

  function choose(cell) {
    if (chosen) chosen.classList.remove("yb-chosen");
    chosen = cell;
    if (!cell) { bar.hidden = true; return; }
    cell.classList.add("yb-chosen");
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    var box = cell.getBoundingClientRect();
    bar.hidden = false;
    bar.lastChild.textContent = "";
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

  bar.addEventListener("click", function (event) {
    var wanted = event.target.dataset.copy;
    if (!wanted || !chosen) return;
    copy(wanted === "citation" ? citation(chosen) : address(chosen)).then(
      function () { bar.lastChild.textContent = "已复制"; },
      function () { bar.lastChild.textContent = "没有复制成功"; }
    );
  });

  function cells(wrapper) {
    return Array.from(wrapper.querySelectorAll("tbody tr, tfoot tr")).map(function (row) { return Array.from(row.cells).filter(function (cell) { return cell.id; }); })
      .filter(function (row) { return row.length; });
  }

  function move(wrapper, key) {
    var rows = cells(wrapper), at = chosen && wrapper.contains(chosen) ? chosen : null;
    if (!at) return rows.length && choose(rows[0][0]);
    var row = rows.findIndex(function (candidate) { return candidate.indexOf(at) >= 0; });
    var column = rows[row].indexOf(at);
    var step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[key];
    row = Math.min(Math.max(row + step[0], 0), rows.length - 1);
    choose(rows[row][Math.min(Math.max(column + step[1], 0), rows[row].length - 1)]);
  }

  document.querySelectorAll(".yb-table").forEach(function (wrapper) {
    var table = wrapper.querySelector("table");
    if (table.classList.contains("sortable")) prepare(table);
    if (document.querySelector(".yb-draft")) return;  // 没有公布的，不能引用
    wrapper.addEventListener("click", function (event) {
      var cell = event.target.closest("td[id], th[id]");
      if (cell && !event.target.closest("a, button")) choose(cell);
    });
    wrapper.addEventListener("keydown", function (event) {
      if (event.target !== wrapper) return;
      if (/^Arrow/.test(event.key)) { event.preventDefault(); move(wrapper, event.key); }
      if (event.key === "Enter" && chosen) bar.firstChild.focus();
    });
  });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") choose(null); });
  document.addEventListener("click", function (event) {
    if (chosen && !event.target.closest(".yb-table, .yb-cite")) choose(null);
  });
})();
