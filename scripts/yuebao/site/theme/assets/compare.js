// 自选比较：几个单位的历期，或任选两期并排；表、图、下载，所选的写在网址里。数据是脚本（compare/），从文件夹打开也能用。
(function () {
  "use strict";
  var root = document.getElementById("yb-compare"), SVG = "http://www.w3.org/2000/svg", MOST = 6, BARS = 12;
  var COLOURS = ["#a31d1d", "#1f5fa8", "#2f7d32", "#8a5a00", "#6a3d9a", "#006d6f"], DASHES = ["", "7 3", "2 3", "9 3 2 3", "14 4", "5 2 1 2"];
  if (!root) return;
  var span = window.yuebaoPeriods.span, called = window.yuebaoPeriods.title, monthName = window.yuebaoPeriods.monthName;
  var index, histories = {}, issues = {}, waiting = {}, choice = {}, parts = {}, own = {};

  window.yuebaoHistory = function (id, value) { histories[id] = value; };
  window.yuebaoIssue = function (name, value) { issues[name] = value; };

  function made(tag, text, values) {
    var element = document.createElement(tag);
    if (text) element.textContent = text;
    Object.keys(values || {}).forEach(function (name) { element.setAttribute(name, values[name]); });
    return element;
  }

  function drawn(tag, values, text) {
    var element = document.createElementNS(SVG, tag);
    Object.keys(values).forEach(function (name) { element.setAttribute(name, values[name]); });
    if (text) element.textContent = text;
    return element;
  }

  function load(name, done, failed) {
    if (waiting[name]) { waiting[name].push([done, failed]); return; }
    waiting[name] = [[done, failed]];
    var script = made("script", "", { src: "compare/" + encodeURIComponent(name) + ".js" });
    function end(place) {
      return function () {
        var told = waiting[name];
        delete waiting[name];
        script.remove();
        told.forEach(function (pair) { pair[place](); });
      };
    }
    script.onload = end(0);
    script.onerror = end(1);
    document.head.append(script);
  }

  function loadAll(names, done, failed) {
    var left = names.length, over = false;
    if (!left) return done();
    names.forEach(function (name) {
      load(name, function () { left -= 1; if (!left && !over) done(); }, function () { if (!over) failed(name); over = true; });
    });
  }

  function measure() { return index.measures[choice.m]; }
  function organization(id) { return index.organizations.filter(function (item) { return item[0] === id; })[0]; }
  function having() { return index.organizations.filter(function (item) { return item[3].indexOf(choice.m) >= 0; }); }
  function title() { return index.tables[measure()[1]] + "：" + measure()[2]; }

  // 一格：公布的文字、为什么没有、存疑不存疑、在哪里。
  function cell(packed, place, id, period) {
    var text = packed ? packed[0].split("|")[place] || "" : "", found = measure(), key = found[0].split("."), column = key.pop();
    var usual = column === "total" ? key.join(".") + ".total." + id : key.join(".") + "." + id + "." + column;
    var value = { text: text, nothing: "", doubtful: Boolean(packed) && packed[1].indexOf(place) >= 0, number: null };
    if (!text) value.nothing = "没有列出";
    else if (text[0] === "!") value.nothing = text.slice(1);
    else if (text === "_") value.nothing = "空白";
    if (value.nothing) value.text = "";
    if (text === "_" && found[5]) value.number = 0;
    if (text) value.href = "issues/" + period + ".html#" + (packed[2] && packed[2][place] || usual);
    var number = Number(value.text.replace(/%$/, ""));
    if (value.text && /^[+-]?[0-9]/.test(value.text) && !isNaN(number)) value.number = number;
    return value;
  }

  function series() {
    var from = index.periods.indexOf(choice.f), to = index.periods.indexOf(choice.t);
    return choice.u.map(function (id) {
      var own = histories[id], packed = own.rows[choice.m], cells = [];
      for (var place = from; place <= to; place += 1) cells.push(cell(packed, place, id, index.periods[place]));
      return { id: id, label: organization(id)[2], cells: cells, breaks: own.breaks };
    });
  }

  /* 图 */
  function nice(low, high, whole) {
    var step = Math.pow(10, Math.floor(Math.log10((high - low) / 4 || 1)));
    while ((high - low) / step > 5) step *= step.toExponential()[0] === "2" ? 2.5 : 2;
    if (whole) step = Math.max(1, Math.ceil(step));
    var found = [], first = Math.floor(low / step);
    for (var number = first; number * step < high + step; number += 1) found.push(Number((number * step).toPrecision(12)));
    return found;
  }

  function figureOf(data, words, svg) {
    var figure = made("figure", "", { "class": "yb-chart", "data-chart": JSON.stringify(data) }), caption = made("figcaption");
    caption.append(made("b", data.title), "（" + data.unit + "）");
    data.lines.forEach(function (line, number) {
      caption.append(" ", made("span", line[0], { "class": "yb-key yb-key-" + (number + 1) }));
    });
    words.forEach(function (pair) { caption.append(" ", made("span", pair[1], { "class": pair[0] })); });
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", data.title + "，数字见下面的表");
    figure.append(caption, svg);
    return figure;
  }

  // 一条线的数字，照 data-chart 的写法：哪里没有数字、为什么，哪里存疑。
  function told(label, cells) {
    var numbers = [], doubtful = [], missing = {};
    cells.forEach(function (item, place) {
      numbers.push(item.text && item.number !== null ? item.text.replace(/%$/, "") : "");
      if (item.doubtful) doubtful.push(place);
      if (item.number === null || item.nothing) missing[place] = item.text || item.nothing;
    });
    return [label, numbers.join(" "), doubtful, missing];
  }

  function axes(group, area, values, project, labels) {
    var down = drawn("g", { "class": "axis bottom" }), across = drawn("g", { "class": "axis left" });
    labels.forEach(function (label) {
      var tick = drawn("g", { "class": "tick" });
      tick.append(drawn("line", { x1: label[0], y1: 0, x2: label[0], y2: area.height + 4 }), drawn("text", { x: label[0], y: area.height + 8, dy: "1em", "text-anchor": "middle" }, label[1]));
      down.append(tick);
    });
    values.forEach(function (value) {
      var tick = drawn("g", { "class": "tick" });
      tick.append(drawn("line", { x1: -4, y1: project(value), x2: area.width, y2: project(value) }), drawn("text", { x: -8, y: project(value), dy: "0.32em", "text-anchor": "end" }, String(value)));
      across.append(tick);
    });
    group.append(down, across);
  }

  function timeChart(lines) {
    var periods = index.periods.slice(index.periods.indexOf(choice.f), index.periods.indexOf(choice.t) + 1), spans = periods.map(span);
    var stepped = Boolean(measure()[4]), start = spans[0][0], steps = spans[spans.length - 1][1] - start + 1, area = { width: 488, height: 200 };
    var numbers = [].concat.apply([], lines.map(function (line) { return line.cells.map(function (item) { return item.number; }); })).filter(function (value) { return value !== null; });
    if (!numbers.length) return null;
    var low = stepped ? 1 : Math.min(0, Math.min.apply(null, numbers)), high = Math.max.apply(null, numbers);
    if (!stepped && Math.min.apply(null, numbers) > high * 0.8) low = Math.min.apply(null, numbers);
    if (high === low) high = low + 1;
    var ticks = stepped ? nice(1, high, true).filter(function (value) { return value >= 1; }) : nice(low, high, numbers.every(Number.isInteger));
    if (stepped && ticks[0] !== 1) ticks.unshift(1);
    var least = ticks[0], most = ticks[ticks.length - 1];
    function y(value) { var share = (value - least) / (most - least || 1); return (stepped ? share : 1 - share) * area.height; }
    function x(place) { return stepped ? (place + 0.5) * area.width / steps : steps > 1 ? place * area.width / (steps - 1) : 0; }
    var svg = drawn("svg", { viewBox: "0 0 620 252", xmlns: SVG }), group = drawn("g", { transform: "translate(64 16)" }), labels;
    labels = timeLabels(periods).map(function (label) { return [x(spans[label[0]][1] - start), label[1]]; });
    axes(group, area, ticks, y, labels);
    var gaps = gapsOf(lines, spans, start, steps), words = [], width = stepped ? area.width / steps : area.width / Math.max(steps - 1, 1);
    gaps.forEach(function (place) { group.append(drawn("rect", { "class": "yb-gap", x: x(place) - width / 2, y: 0, width: width, height: area.height, fill: "currentColor" })); });
    if (gaps.length) words.push(["yb-gapped", "没有数字的时段"]);
    var ends = [], noted = {};
    lines.forEach(function (line, number) {
      line.breaks.forEach(function (pair) {
        var place = span(pair[0])[0] - start;
        if (place <= 0 || place >= steps) return;
        group.append(drawn("line", { "class": "yb-break", stroke: "currentColor", "stroke-dasharray": "4 4", x1: x(place - 0.5), x2: x(place - 0.5), y1: 0, y2: area.height }));
        if (!noted[pair[1]]) words.push(["yb-broken", line.label + "：" + pair[1]]);
        noted[pair[1]] = true;
      });
      group.append(course(line, number, spans, start, x, y, stepped, width, ends));
    });
    if (lines.some(function (line) { return line.cells.some(function (item) { return item.doubtful; }); })) words.push(["yb-ringed", "存疑的数字"]);
    ends.sort(function (one, other) { return one[1] - other[1]; }).reduce(function (last, end) {
      var at = Math.max(end[1], last + 15);
      group.append(drawn("text", { "class": "yb-end", x: end[0] + 7, y: at, dy: "0.32em" }, end[2]));
      return at;
    }, -15);
    svg.append(group);
    var data = { title: title(), unit: measure()[3], periods: periods.join(" "), steps: steps, places: spans.map(function (ends_) { return ends_[1] - start; }), stepped: stepped };
    data.lines = lines.map(function (line) { return told(line.label, line.cells); });
    return figureOf(data, words, svg);
  }

  // 轴上写哪几期：长的称呼少写几个，年份只写在每年的头一个。
  function timeLabels(periods) {
    var most = periods.some(function (name) { return /[QH]/.test(name); }) ? 4 : 6, every = Math.ceil(periods.length / most), year = "";
    return periods.map(function (name, place) { return [place, name]; }).filter(function (one) { return one[0] % every === 0; }).map(function (one) {
      var same = one[1].slice(0, 4) === year;
      year = one[1].slice(0, 4);
      return [one[0], called(one[1], same)];
    });
  }

  function gapsOf(lines, spans, start, steps) {
    var covered = [], first = steps, last = -1;
    spans.forEach(function (ends, number) {
      if (!lines.some(function (line) { return line.cells[number].number !== null; })) return;
      for (var month = ends[0]; month <= ends[1]; month += 1) covered[month - start] = true;
      first = Math.min(first, ends[0] - start);
      last = Math.max(last, ends[1] - start);
    });
    var found = [];
    for (var place = first; place <= last; place += 1) if (!covered[place]) found.push(place);
    return found;
  }

  function course(line, number, spans, start, x, y, stepped, width, ends) {
    var group = drawn("g", { "class": "series lines" }), path = "", before = null, paint = "var(--yb-c" + (number + 1) + "," + COLOURS[number] + ")", dots = [];
    line.cells.forEach(function (item, place) {
      if (item.number === null) { before = null; return; }
      var months = spans[place], at = x(months[1] - start), high = y(item.number);
      var broken = line.breaks.some(function (pair) { var month = span(pair[0])[0]; return month <= months[0] && before !== null && month > before; });
      var joined = before !== null && before + 1 === months[0] && !broken;
      if (stepped) path += (joined ? "L " : "M ") + (x(months[0] - start) - width / 2) + " " + high + " L " + (at + width / 2) + " " + high + " ";
      else path += (joined ? "L " : "M ") + at + " " + high + " ";
      dots.push(drawn("circle", { cx: at, cy: high, r: spans.length > 36 ? 1.5 : 3, fill: paint }));
      if (item.doubtful) dots.push(drawn("circle", { "class": "yb-ring", cx: at, cy: high, r: 6, fill: "none" }));
      before = months[1];
      ends[number] = [at + (stepped ? width / 2 : 0), high, item.text.replace(/%$/, "") || item.nothing];
    });
    if (path) group.append(drawn("path", { d: path.trim(), stroke: paint, fill: "none", "stroke-width": 2, "stroke-dasharray": DASHES[number] }));
    dots.forEach(function (dot) { group.append(dot); });
    if (!ends[number]) ends[number] = [-999, -999, ""];
    return group;
  }

  function pairChart(rows) {
    var shown = rows.filter(function (row) { return row.cells.some(function (item) { return item.number > 0; }); });
    if (!shown.length || measure()[4]) return null;
    shown = shown.slice().sort(function (one, other) { return (other.cells[1].number || 0) - (one.cells[1].number || 0); }).slice(0, BARS);
    var most = Math.max.apply(null, [].concat.apply([], shown.map(function (row) { return row.cells.map(function (item) { return item.number || 0; }); }))) || 1;
    var height = shown.length * 72 + 8, svg = drawn("svg", { "class": "yb-bars", viewBox: "0 0 620 " + height, xmlns: SVG });
    shown.forEach(function (row, place) {
      svg.append(drawn("text", { x: 4, y: place * 72 + 22 }, row.label));
      row.cells.forEach(function (item, number) {
        var y = place * 72 + 28 + number * 20, wide = Math.max(0, item.number || 0) / most * 480;
        svg.append(drawn("rect", { x: 4, y: y, width: Math.max(wide, item.number === null ? 0 : 1), height: 17, fill: "var(--yb-c" + (number + 1) + "," + COLOURS[number] + ")" }));
        svg.append(drawn("text", { x: wide + 10, y: y + 15 }, (item.text || item.nothing) + (item.doubtful ? "（存疑）" : "")));
      });
    });
    var data = { title: title() + "，" + called(choice.a) + "与" + called(choice.b), unit: measure()[3], head: "单位", names: shown.map(function (row) { return row.label; }) };
    data.lines = [choice.a, choice.b].map(function (name, number) { return told(called(name), shown.map(function (row) { return row.cells[number]; })); });
    return figureOf(data, [["yb-gapped yb-plain", "图中是" + called(choice.b) + "最多的 " + shown.length + " 个，全部见下面的表"]], svg);
  }

  /* 表 */
  function valueCell(value) {
    var found = made("td", "", { "class": value.doubtful ? "n x" : "n" }), text = value.text || value.nothing;
    if (value.href) found.append(made("a", text, { href: value.href }));
    else found.textContent = text;
    if (value.nothing) found.classList.add("yb-none");
    if (value.doubtful) found.append(made("span", "（存疑）"));
    return found;
  }

  function tableOf(caption, heads, rows) {
    var box = made("div", "", { "class": "yb-table", tabindex: "0", role: "group", "aria-label": caption }), table = made("table", "", { "class": "yb-made" }), head = made("tr"), top = made("thead"), body = made("tbody");
    table.append(made("caption", caption));
    heads.forEach(function (text, number) { head.append(made("th", text, { scope: "col", "class": number ? "n" : "" })); });
    top.append(head);
    rows.forEach(function (cells) {
      var row = made("tr");
      cells.forEach(function (item) { row.append(item); });
      body.append(row);
    });
    table.append(top, body);
    box.append(table);
    return box;
  }

  function rowHead(text, href) {
    var found = made("th", "", { scope: "row" });
    found.append(made("a", text, { href: href }));
    return found;
  }

  // 所选的时段里没有收入的月份，也占一行。
  function withGaps(periods, rows, wide) {
    var found = [];
    periods.forEach(function (name, place) {
      var first = span(name)[0], before = place ? span(periods[place - 1])[1] + 1 : first;
      if (before < first) {
        var head = made("th", called(monthName(before)) + (before < first - 1 ? "至" + called(monthName(first - 1)) : ""), { scope: "row" });
        found.push([head, made("td", "未收入", { colspan: wide, "class": "n yb-none" })]);
      }
      found.push(rows[place]);
    });
    return found.reverse();
  }

  function difference(one, other) {
    if (one.number === null || other.number === null) return "";
    var size = Number((other.number - one.number).toFixed(6));
    if (measure()[4]) return !size ? "持平" : (size < 0 ? "前进" : "后退") + Math.abs(size);
    return !size ? "持平" : (size > 0 ? "＋" : "−") + Math.abs(size) + (measure()[3] === "%" ? " 个百分点" : "");
  }

  function showSeries() {
    var lines = series(), from = index.periods.indexOf(choice.f), periods = index.periods.slice(from, index.periods.indexOf(choice.t) + 1);
    var rows = periods.map(function (name, place) {
      return [rowHead(called(name), "issues/" + name + ".html#" + measure()[1])].concat(lines.map(function (line) { return valueCell(line.cells[place]); }));
    });
    rows = withGaps(periods, rows, lines.length);
    var chart = periods.length > 1 ? timeChart(lines) : null;
    put(chart, tableOf(title() + "（" + measure()[3] + "），" + called(choice.f) + "至" + called(choice.t), ["统计期"].concat(lines.map(function (line) { return line.label; })), rows));
    say(lines.length + " 个单位，" + periods.length + " 期。" + (chart ? "" : "少于两期，没有走势图。"));
  }

  function showPair() {
    var rows = having().map(function (item) {
      var place = index.organizations.indexOf(item);
      return { id: item[0], label: item[2], cells: [choice.a, choice.b].map(function (name) { return cell(issues[name][choice.m], place, item[0], name); }) };
    });
    var spans = [span(choice.a), span(choice.b)], alike = spans[0][1] - spans[0][0] === spans[1][1] - spans[1][0];
    var heads = ["单位", called(choice.a), called(choice.b)].concat(alike ? ["增减"] : []);
    var body = rows.map(function (row) {
      var cells = [rowHead(row.label, "organizations/" + row.id + ".html")].concat(row.cells.map(valueCell));
      var doubt = row.cells.some(function (item) { return item.doubtful; });
      if (alike) cells.push(made("td", doubt ? "" : difference(row.cells[0], row.cells[1]), { "class": "n" }));
      return cells;
    });
    put(pairChart(rows), tableOf(title() + "（" + measure()[3] + "），" + called(choice.a) + "与" + called(choice.b), heads, body));
    say(rows.length + " 个单位，" + called(choice.a) + "与" + called(choice.b) + "。" + (alike ? "存疑的数字不算增减。" : "两期长短不同，不算增减。"));
  }

  function put(chart, table) {
    parts.out.replaceChildren();
    if (chart) {
      parts.out.append(chart);
      if (window.yuebaoChart) window.yuebaoChart(chart);
    }
    parts.out.append(table);
  }

  function say(words) { parts.status.textContent = (parts.notice || "") + words; parts.notice = ""; }

  /* 所选的与网址 */
  // 读者没有选过的（kept），换了指标、统计期就重新取有数字的；网址里总是写全。
  function written(kept) {
    var found = ["m=" + encodeURIComponent(measure()[0])];
    if (choice.pair) { if (!kept || kept.pair) found.push("a=" + choice.a, "b=" + choice.b); }
    else {
      if (!kept || kept.u) found.push("u=" + choice.u.map(encodeURIComponent).join(","));
      found.push("f=" + choice.f, "t=" + choice.t);
    }
    return "#" + found.join("&");
  }

  function decoded(text) { try { return decodeURIComponent(text); } catch (error) { return ""; } }

  // 没有选过时，从有数字的开始：一个指标在各期先看哪几个单位。
  function begun(number) {
    var found = [];
    index.begin[number].forEach(function (run) { for (var left = run[1]; left; left -= 1) found.push(run[0]); });
    return found;
  }

  function firstMeasure() {
    var found = index.measures.map(function (item, number) { return number; });
    found.splice(0, 2, found[1] || 0, 0);
    function has(enough) { return found.filter(function (number) { return enough(begun(number)); })[0]; }
    var now = has(function (list) { return list[list.length - 1].length; });
    return now === undefined ? has(function (list) { return list.some(function (places) { return places.length; }); }) || 0 : now;
  }

  function firstUnits() {
    var from = index.periods.indexOf(choice.f), most = [];
    begun(choice.m).slice(from, index.periods.indexOf(choice.t) + 1).forEach(function (places) { if (places.length >= most.length) most = places; });
    return most.map(function (place) { return index.organizations[place][0]; });
  }

  function lastTwo() {
    var all = index.periods, list = begun(choice.m), having = all.filter(function (name, place) { return list[place].length; });
    return having.length > 1 ? having.slice(-2) : [all[Math.max(0, all.length - 2)], all[all.length - 1]];
  }

  // 只认索引里有的；别的不采用，有几处交给要说出来的。
  function restore(address) {
    var given = {}, unknown = 0, periods = index.periods, last = periods.length - 1, two;
    address.slice(0, 4000).split("&").forEach(function (part) {
      var at = part.indexOf("=");
      if (at > 0) given[part.slice(0, at)] = decoded(part.slice(at + 1));
    });
    function known(name, list, otherwise) {
      if (!Object.prototype.hasOwnProperty.call(given, name)) return otherwise;
      if (list.indexOf(given[name]) >= 0) return given[name];
      unknown += 1;
      return otherwise;
    }
    var keys = index.measures.map(function (item) { return item[0]; });
    choice.m = Math.max(0, keys.indexOf(known("m", keys, keys[firstMeasure()])));
    choice.pair = "a" in given || "b" in given;
    own.pair = own.pair || choice.pair;
    choice.f = known("f", periods, periods[0]);
    choice.t = known("t", periods, periods[last]);
    if (periods.indexOf(choice.f) > periods.indexOf(choice.t)) { var swapped = choice.f; choice.f = choice.t; choice.t = swapped; }
    two = lastTwo();
    choice.a = known("a", periods, two[0]);
    choice.b = known("b", periods, two[1]);
    var ids = having().map(function (item) { return item[0]; }), asked = (given.u || "").split(",").filter(Boolean);
    var units = asked.filter(function (id, place) { return ids.indexOf(id) >= 0 && asked.indexOf(id) === place; });
    unknown += asked.length - units.length;
    own.u = own.u || units.length > 0;
    choice.u = units.slice(0, MOST);
    if (!choice.u.length) choice.u = firstUnits();
    if (!choice.u.length) choice.u = ids.slice(0, 2);
    if (units.length > MOST) unknown += units.length - MOST;
    return unknown;
  }

  function option(value, text, chosen) {
    var found = made("option", text, { value: value });
    found.selected = chosen;
    return found;
  }

  function fill() {
    parts.measure.replaceChildren.apply(parts.measure, index.measures.map(function (item, number) {
      return option(String(number), index.tables[item[1]] + "：" + item[2], number === choice.m);
    }));
    ["f", "t", "a", "b"].forEach(function (name) {
      parts[name].replaceChildren.apply(parts[name], index.periods.map(function (period) { return option(period, called(period), period === choice[name]); }).reverse());
    });
    parts.one.checked = !choice.pair;
    parts.two.checked = choice.pair;
    parts.series.hidden = choice.pair;
    parts.pair.hidden = !choice.pair;
    units();
  }

  function units() {
    var wanted = parts.filter.value.trim(), full = choice.u.length >= MOST;
    parts.list.replaceChildren();
    having().forEach(function (item) {
      var chosen = choice.u.indexOf(item[0]) >= 0;
      if (wanted && item[2].indexOf(wanted) < 0 && !chosen) return;
      var label = made("label"), box = made("input", "", { type: "checkbox", value: item[0] });
      box.checked = chosen;
      box.disabled = full && !chosen;
      label.append(box, item[2]);
      parts.list.append(label);
    });
    parts.summary.textContent = "单位（已选 " + choice.u.length + " 个，最多 " + MOST + " 个）";
  }

  function show() {
    var place = written(), names = choice.pair ? [choice.a, choice.b].filter(function (name) { return !issues[name]; }).map(function (name) { return "in-" + name; }) : choice.u.filter(function (id) { return !histories[id]; }).map(function (id) { return "of-" + id; });
    try { history.replaceState(null, "", place); } catch (error) { /* 不能改网址，仍可使用 */ }
    loadAll(names.filter(function (name, at) { return names.indexOf(name) === at; }), function () {
      if (place === written()) (choice.pair ? showPair : showSeries)();
    }, function (name) {
      parts.out.replaceChildren();
      say("没有取到数据（compare/" + name + ".js），请稍后再试。");
    });
  }

  function field(text, control) {
    var label = made("label", "", { "class": "yb-field" });
    label.append(made("span", text), control);
    return label;
  }

  function radio(text, value) {
    var label = made("label"), box = made("input", "", { type: "radio", name: "yb-mode", value: value });
    label.append(box, text);
    return [label, box];
  }

  function form() {
    var found = made("form", "", { "class": "yb-compare" }), modes = made("fieldset"), one = radio("几个单位，历期", "series"), two = radio("任选两期，并排", "pair");
    parts.one = one[1];
    parts.two = two[1];
    modes.append(made("legend", "怎样比"), one[0], two[0]);
    ["measure", "f", "t", "a", "b"].forEach(function (name) { parts[name] = made("select"); });
    parts.series = made("div", "", { "class": "yb-fields" });
    parts.pair = made("div", "", { "class": "yb-fields" });
    parts.filter = made("input", "", { type: "search", autocomplete: "off" });
    parts.list = made("div", "", { "class": "yb-choices", role: "group", "aria-label": "单位" });
    parts.summary = made("summary");
    var choices = made("details", "", { "class": "yb-fold" });
    choices.append(parts.summary, field("只列名称里有", parts.filter), parts.list);
    parts.series.append(field("从", parts.f), field("到", parts.t), choices);
    parts.pair.append(field("前一期", parts.a), field("后一期", parts.b));
    parts.copy = made("button", "复制网址", { type: "button" });
    found.append(modes, field("指标", parts.measure), parts.series, parts.pair, parts.copy);
    parts.status = made("p", "", { "class": "yb-note", role: "status" });
    parts.out = made("div");
    root.replaceChildren(found, parts.status, parts.out);
    listen(found);
  }

  // 单位重新列过以后，回到刚才选的那一个。
  function again(id) {
    var box = parts.list.querySelector('input[value="' + CSS.escape(id) + '"]');
    if (box) box.focus();
  }

  function listen(found) {
    found.addEventListener("submit", function (event) { event.preventDefault(); });
    parts.filter.addEventListener("input", units);
    found.addEventListener("change", function (event) {
      if (event.target === parts.filter) return;
      choice.pair = parts.two.checked;
      ["f", "t", "a", "b"].forEach(function (name) { choice[name] = parts[name].value; });
      choice.m = Number(parts.measure.value);
      var unit = event.target.type === "checkbox" && event.target.value;
      if (unit) {
        choice.u = choice.u.filter(function (id) { return id !== unit; }).concat(event.target.checked ? [unit] : []);
        own.u = choice.u.length > 0;
      }
      if (event.target === parts.a || event.target === parts.b) own.pair = true;
      var before = Object.assign({}, choice);  // 另一种比法里选过的，换回去还在
      var lost = restore(written(own).slice(1));
      parts.notice = lost ? "所选的单位里有 " + lost + " 个没有这一项，没有列出。" : "";
      choice.pair = parts.two.checked;
      (choice.pair ? ["f", "t"].concat(own.u ? "u" : []) : own.pair ? ["a", "b"] : []).forEach(function (name) { choice[name] = before[name]; });
      fill();
      if (unit) again(unit);
      show();
    });
    parts.copy.addEventListener("click", function () {
      window.yuebaoCopy(location.href).then(function () { say("网址已复制。"); }, function () { say("没有复制成；网址在地址栏里。"); });
    });
    window.addEventListener("hashchange", recall);
  }

  function recall() {
    var unknown = restore(location.hash.slice(1) || location.search.slice(1));
    parts.notice = unknown ? "网址里有 " + unknown + " 处不认识或用不上，没有采用。" : "";
    fill();
    show();
  }

  load("index", function () {
    index = window.yuebaoCompare;
    if (!index.measures.length || !index.periods.length) return;
    form();
    recall();
  }, function () { root.firstElementChild.textContent = "没有取到数据（compare/index.js），请稍后再试。"; });
})();
