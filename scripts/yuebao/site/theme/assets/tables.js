// 表格的样子：排序、筛选、选列；窄的屏幕先显示放得下的几列。排序、筛选、选列都写在网址里，可以转给别人。
(function () {
  "use strict";
  var FILTERED_FROM = 8, CHOSEN_FROM = 4;  // 行数、列数到这么多，才有筛选、选列
  var NEXT = { none: "descending", descending: "ascending", ascending: "none" };
  var NEXT_OF_WORDS = { none: "ascending", ascending: "descending", descending: "none" };

  function text(cell) {
    var copy = cell.cloneNode(true);
    copy.querySelectorAll(".mark, button, small").forEach(function (mark) { mark.remove(); });
    return copy.textContent.trim();
  }

  function element(name, attributes, words) {
    var made = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    if (words) made.textContent = words;
    return made;
  }

  // ── 排序：数字按大小，文字按拼音；空白与“-”总在最后；合计行不动。
  function value(row, column) {
    var cell = row.cells[column], shown = cell.dataset.sort || text(cell);
    if (shown === "" || shown === "-") return null;
    var month = window.yuebaoPeriods.began(shown);  // 统计期按时间：2021年第四季度在2021年10月的位置
    if (month !== null) return month;
    var figure = Number(shown.replace(/,/g, "").replace(/%$/, ""));
    return isNaN(figure) ? shown : figure;
  }

  function compare(one, other) {
    if (typeof one === "number" && typeof other === "number") return one - other;
    if (typeof one === "number") return -1;
    if (typeof other === "number") return 1;
    return one.localeCompare(other, "zh-Hans-CN", { numeric: true });
  }

  function ordered(rows, column, sign) {
    return rows.map(function (row, place) { return { row: row, place: place, value: value(row, column) }; })
      .sort(function (one, other) {
        if (one.value === null || other.value === null) return (one.value === null) - (other.value === null) || one.place - other.place;
        return sign * compare(one.value, other.value) || one.place - other.place;
      }).map(function (item) { return item.row; });
  }

  // ── 一张表：它的列、行，和现在怎样显示。
  function View(wrapper) {
    this.wrapper = wrapper;
    this.table = wrapper.querySelector("table");
    this.name = this.table.id.replace(/^t\./, "");
    this.headings = Array.from(this.table.tHead.rows[0].cells);
    this.rows = Array.from(this.table.querySelectorAll("tbody > tr:not(.group)"));
    this.ids = this.headings.map(this.columnId, this);
    this.sorted = null;  // [列, 次序]
    this.wanted = "";  // 筛选的文字
    this.shift = 0;  // 表头跟着屏幕移了多少
    this.chosen = null;  // 选定的列；没有选过，放得下几列就几列
  }

  View.prototype.columnId = function (heading, column) {
    var cell = this.rows.length ? this.rows[0].cells[column] : null;
    return heading.dataset.column || (cell && cell.id ? cell.id.split(".").pop() : String(column + 1));
  };

  View.prototype.sort = function (column, direction) {
    var body = this.table.tBodies[0], rows = this.rows;
    this.headings.forEach(function (heading) { heading.removeAttribute("aria-sort"); });
    this.sorted = direction === "none" ? null : [column, direction];
    if (this.sorted) {
      this.headings[column].setAttribute("aria-sort", direction);
      rows = ordered(rows, column, direction === "ascending" ? 1 : -1);
    }
    rows.forEach(function (row) { body.appendChild(row); });
  };

  View.prototype.turn = function (column) {
    var heading = this.headings[column], now = heading.getAttribute("aria-sort") || "none";
    var next = (heading.classList.contains("n") ? NEXT : NEXT_OF_WORDS)[now];
    this.sort(column, next);
    this.say("“" + text(heading) + "”" + { ascending: "由小到大", descending: "由大到小", none: "：恢复公布的次序" }[next]);
  };

  // ── 筛选：各词都要有；分组的表，组名里有的，整组都留下。
  function folded(words) {
    return words.normalize("NFKC").toLowerCase();
  }

  View.prototype.filter = function (wanted) {
    var terms = folded(wanted).split(/\s+/).filter(Boolean), shown = 0;
    this.wanted = terms.length ? wanted.trim() : "";
    Array.from(this.table.tBodies).forEach(function (body) {
      var group = body.rows.length && body.rows[0].matches(".group") ? body.rows[0] : null, above = group ? folded(group.textContent) : "", kept = 0;
      Array.from(body.rows).forEach(function (row) {
        if (row === group) return;
        var words = above + " " + folded(row.textContent);
        row.hidden = !terms.every(function (term) { return words.indexOf(term) >= 0; });
        if (!row.hidden) kept++;
      });
      if (group) group.hidden = !kept;
      shown += kept;
    });
    var total = this.table.tFoot ? "；合计是全部各行的" : "";
    this.say(terms.length ? (shown ? "显示 " + shown + " 行，共 " + this.rows.length + " 行" + total : "没有一行有“" + this.wanted + "”") : "");
  };

  // ── 选列：表头的第二行只有一部分列有，照第一行里不跨两行的依次对上。
  View.prototype.showColumns = function (wanted) {
    var hidden = this.headings.map(function (heading, column) { return wanted.indexOf(column) < 0; });
    var below = this.headings.map(function (heading, column) { return column; }).filter(function (column) { return this.headings[column].rowSpan < 2; }, this);
    Array.from(this.table.rows).forEach(function (row) {
      if (row.classList.contains("group")) { row.cells[0].colSpan = Math.max(wanted.length, 1); return; }
      var second = row.parentElement === this.table.tHead && row !== this.table.tHead.rows[0];
      Array.from(row.cells).forEach(function (cell, place) { cell.hidden = hidden[second ? below[place] : place]; });
    }, this);
    this.shown = wanted;
    if (this.buttons && wanted.length) this.stopAt(wanted[0]);
    if (this.boxes) this.boxes.forEach(function (box, column) { box.checked = !hidden[column]; });
    if (this.chooser) this.chooser.firstChild.nodeValue = wanted.length < this.headings.length ? "选列（" + wanted.length + "/" + this.headings.length + "）" : "选列";
  };

  View.prototype.all = function () {
    return this.headings.map(function (heading, column) { return column; });
  };

  // 放不下时先藏哪一列：名称以前的编号，其余由右往左；走势图画的各列（data-keep）最后才藏，名称总在。
  View.prototype.dropOrder = function () {
    var named = this.nameColumn(), keep = (this.table.dataset.keep || "").split(" "), ids = this.ids;
    var rest = this.all().filter(function (column) { return column > named; }).reverse();
    var kept = function (column) { return keep.indexOf(ids[column]) >= 0; };
    return this.all().slice(0, named).concat(rest.filter(function (column) { return !kept(column); }), rest.filter(kept)).slice(0, -1);
  };

  View.prototype.nameColumn = function () {
    var row = this.rows[0], found = row ? Array.from(row.cells).findIndex(function (cell) { return cell.scope === "row"; }) : 0;
    return Math.max(found, 0);
  };

  View.prototype.measure = function () {
    return { room: this.wrapper.clientWidth, widths: this.headings.map(function (heading) { return heading.getBoundingClientRect().width; }) };
  };

  View.prototype.fit = function (measured, asked) {
    var shown = this.all(), over = measured.widths.reduce(function (sum, width) { return sum + width; }, 0) - measured.room;
    if (asked !== undefined) this.chosen = null;
    if (!this.chosen && over > 1) {
      this.dropOrder().forEach(function (column) {
        if (over <= 1 || column === asked) return;
        over -= measured.widths[column];
        shown.splice(shown.indexOf(column), 1);
      });
      this.showColumns(shown);
    }
  };

  // 放得下的表不再横向滚动，表头就能停在屏幕的上沿。
  View.prototype.settle = function (overflows) {
    this.wrapper.classList.toggle("yb-fits", !overflows);
    this.wrapper.classList.toggle("yb-wide", overflows);
    if (!overflows) { this.shift = 0; this.table.tHead.style.transform = ""; }
    if (this.wrapper.dataset.cells || overflows) this.wrapper.tabIndex = 0;
    else this.wrapper.removeAttribute("tabindex");
  };

  View.prototype.overflows = function () {
    return this.table.scrollWidth > this.wrapper.clientWidth + 1;
  };

  View.prototype.say = function (words) {
    if (this.status) this.status.textContent = words;
  };

  // ── 网址：sort.表=列-次序，find.表=文字，show.表=列,列。
  View.prototype.write = function (query) {
    var own = this, parts = {
      sort: this.sorted ? this.ids[this.sorted[0]] + (this.sorted[1] === "ascending" ? "-asc" : "-desc") : "",
      find: this.wanted,
      show: !this.chosen ? "" : this.chosen.length === this.ids.length ? "all" : this.chosen.map(function (column) { return own.ids[column]; }).join(",")
    };
    Object.keys(parts).forEach(function (key) {
      if (parts[key]) query.set(key + "." + own.name, parts[key]);
      else query.delete(key + "." + own.name);
    });
  };

  View.prototype.read = function (query) {
    var sort = /^(.+)-(asc|desc)$/.exec(query.get("sort." + this.name) || ""), ids = this.ids;
    var column = sort ? ids.indexOf(sort[1]) : -1, show = query.get("show." + this.name), find = query.get("find." + this.name);
    if (column >= 0 && this.sortable) this.sort(column, sort[2] + "ending");
    if (find && this.input) { this.input.value = find; this.filter(find); }
    var columns = show === "all" ? this.all() : show ? show.split(",").map(function (id) { return ids.indexOf(id); }).filter(function (place) { return place >= 0; }) : [];
    if (columns.length && this.chooser) this.choose(columns);
  };

  View.prototype.choose = function (columns) {
    this.chosen = columns.slice().sort(function (one, other) { return one - other; });
    this.showColumns(this.chosen);
  };

  function remember() {
    try {
      var query = new URLSearchParams(location.search);
      views.forEach(function (view) { view.write(query); });
      var words = query.toString();
      history.replaceState(history.state, "", location.pathname + (words ? "?" + words : "") + location.hash);
    } catch (error) { /* 不能改网址的浏览器，照样排序、筛选 */ }
  }

  // ── 表头的排序按钮，一张表只占一个制表位，左右键在各列之间移动。
  View.prototype.prepareSort = function () {
    this.sortable = true;
    this.buttons = this.headings.map(function (heading, column) {
      var button = element("button", { type: "button", tabindex: column ? "-1" : "0", "aria-label": "按“" + heading.textContent + "”排序" });
      button.title = button.getAttribute("aria-label");
      heading.appendChild(button);
      button.addEventListener("click", this.turned.bind(this, column));
      button.addEventListener("keydown", this.moved.bind(this, column));
      return button;
    }, this);
  };

  View.prototype.turned = function (column) {
    this.turn(column);
    remember();
  };

  View.prototype.stopAt = function (column) {
    this.buttons.forEach(function (button, place) { button.tabIndex = place === column ? 0 : -1; });
  };

  View.prototype.moved = function (column, event) {
    var step = { ArrowLeft: -1, ArrowRight: 1 }[event.key], buttons = this.buttons;
    if (!step) return;
    event.preventDefault();
    do column += step; while (buttons[column] && this.headings[column].hidden);
    if (!buttons[column]) return;
    this.stopAt(column);
    buttons[column].focus();
  };

  // ── 表上方的一行：筛选、选列、说了什么。
  View.prototype.prepareTools = function () {
    var tools = element("div", { "class": "yb-tools" });
    if (this.rows.length >= FILTERED_FROM) tools.appendChild(this.filterBox());
    if (this.headings.length >= CHOSEN_FROM) tools.appendChild(this.columnChooser());
    this.status = tools.appendChild(element("span", { role: "status" }));
    var before = this.wrapper.previousElementSibling;
    if (before && before.matches(".yb-get")) before.prepend(tools);
    else this.wrapper.before(tools);
    if (before && before.matches("h2, h3, .yb-get")) this.table.caption.classList.add("yb-told");
  };

  View.prototype.filterBox = function () {
    var own = this, caption = this.table.caption.textContent.trim();
    this.input = element("input", { type: "search", placeholder: "筛选此表", "aria-label": "筛选：" + caption, autocomplete: "off" });
    this.input.addEventListener("input", function (event) {
      if (event.isComposing) return;
      own.filter(own.input.value);
      remember();
    });
    this.input.addEventListener("compositionend", function () { own.filter(own.input.value); remember(); });
    return this.input;
  };

  View.prototype.columnChooser = function () {
    var own = this, details = element("details"), list = element("div", { "class": "yb-columns", role: "group", "aria-label": "显示哪些列" });
    this.chooser = element("summary", {}, "选列");
    this.boxes = this.headings.map(function (heading, column) {
      var label = element("label"), box = element("input", { type: "checkbox" });
      box.checked = true;
      label.append(box, heading.textContent);
      list.appendChild(label);
      box.addEventListener("change", function () { own.checked(column); });
      return box;
    });
    details.append(this.chooser, list);
    return details;
  };

  View.prototype.checked = function (column) {
    var columns = this.all().filter(function (place) { return this.boxes[place].checked; }, this);
    if (!columns.length) columns = [column];
    this.choose(columns);
    settle();
    remember();
  };

  // ── 链接指到的一格：它的列、行要显示出来，不能在表头底下。
  View.prototype.reveal = function (cell) {
    var column = Array.from(cell.parentElement.cells).indexOf(cell);
    if (cell.parentElement.hidden) { this.input.value = ""; this.filter(""); }
    if (cell.hidden) this.showBeside(column);
  };

  // 放不下的时候，让出别的列。
  View.prototype.showBeside = function (column) {
    this.showColumns(this.all());
    this.wrapper.classList.remove("yb-fits");
    this.fit(this.measure(), column);
    settle();
  };

  function target() {
    var id = "";
    try { id = decodeURIComponent(location.hash.slice(1)); } catch (error) { return; }
    var cell = id && document.getElementById(id), view = cell && viewOf(cell);
    if (!view || !cell.cells && !cell.parentElement.cells) return;
    if (cell.parentElement.cells) view.reveal(cell);
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  function viewOf(place) {
    return views.filter(function (view) { return view.table !== place && view.table.contains(place); })[0];
  }

  function closeChoosers(but) {
    document.querySelectorAll(".yb-tools details[open]").forEach(function (details) { if (details !== but) details.open = false; });
  }

  // 先一起量，再一起改：一张一张来，长的网页要重排几十遍。
  function settle() {
    var wide = views.map(function (view) { return view.overflows(); });
    views.forEach(function (view, place) { view.settle(wide[place]); });
    follow();
  }

  function fit() {
    views.forEach(function (view) { if (!view.chosen && view.shown) view.showColumns(view.all()); view.wrapper.classList.remove("yb-fits"); });
    var measured = views.map(function (view) { return view.measure(); });
    views.forEach(function (view, place) { view.fit(measured[place]); });
    settle();
  }

  // 要横向滚动的表，表头不能由样式停住，跟着屏幕移。
  function follow() {
    views.forEach(function (view) {
      if (!view.wrapper.classList.contains("yb-wide")) return;
      var head = view.table.tHead, body = view.rows[view.rows.length - 1], top = parseFloat(getComputedStyle(view.wrapper).scrollMarginTop) || 0;
      var last = body ? body.getBoundingClientRect().top - head.getBoundingClientRect().bottom + view.shift : 0;
      view.shift = Math.round(Math.max(0, Math.min(top - head.getBoundingClientRect().top + view.shift, last)));
      head.style.transform = view.shift ? "translateY(" + view.shift + "px)" : "";
    });
  }

  var views = Array.from(document.querySelectorAll(".yb-table")).filter(function (wrapper) { return wrapper.querySelector("table[id] > thead"); })
    .map(function (wrapper) { return new View(wrapper); });
  window.yuebaoTables = { text: text, viewOf: viewOf };
  views.forEach(function (view) {
    if (view.table.classList.contains("sortable")) view.prepareSort();
    view.prepareTools();
    view.headings[view.nameColumn()].classList.add("yb-named");
    view.read(new URLSearchParams(location.search));
  });

  var width = 0, waiting = false;
  function resized() {
    if (width === document.documentElement.clientWidth) return;
    width = document.documentElement.clientWidth;
    fit();
  }
  resized();
  target();
  ["click", "focusin"].forEach(function (kind) {
    document.addEventListener(kind, function (event) { closeChoosers(event.target.closest(".yb-tools details")); });
  });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") closeChoosers(null); });
  window.addEventListener("resize", resized);
  window.addEventListener("hashchange", target);
  document.addEventListener("yb-display", fit);
  document.addEventListener("toggle", function (event) { if (event.target.matches(".yb-fold")) fit(); }, true);
  window.addEventListener("scroll", function () {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(function () { waiting = false; follow(); });
  }, { passive: true });
})();
