// 走势图：用指针、手指或左右键逐期读数；数据表；下载数据（CSV）和图（SVG、PNG）。图本身不靠脚本也在。
(function () {
  "use strict";
  var BLANK = "空白";  // 公布的就是空白，下载的也是
  var SVG = "http://www.w3.org/2000/svg";
  var LOOKS = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-family", "font-size", "font-weight", "text-anchor"];

  function made(tag, text, kind) {
    var element = document.createElement(tag);
    if (text) element.textContent = text;
    if (kind) element.className = kind;
    return element;
  }

  function read(figure) {
    var told = JSON.parse(figure.dataset.chart);
    var periods = told.names || told.periods.split(" "), titles = told.names || periods.map(function (name) { return window.yuebaoPeriods.title(name); });
    return {
      title: told.title, unit: told.unit, head: told.head || "统计期", periods: periods, titles: titles, steps: told.steps, stepped: told.stepped,
      places: told.places || periods.map(function (name, index) { return index; }),
      lines: told.lines.map(function (line) {
        return { label: line[0], values: line[1].split(" "), doubtful: line[2], missing: line[3] || {} };
      })
    };
  }

  // 一期的各个数字，写成“甲乡 12件”；存疑的注明。
  function said(chart, index) {
    return chart.lines.map(function (line) {
      var value = line.values[index];
      if (!value) return line.label + " " + (line.missing[index] || "没有数字");
      var text = chart.stepped ? "第" + value + chart.unit : value + chart.unit;
      return line.label + " " + text + (line.doubtful.indexOf(index) >= 0 ? "（存疑）" : "");
    });
  }

  function plot(svg) {
    var across = svg.querySelector(".axis.left line"), down = svg.querySelector(".axis.bottom line");
    if (!across || !down) return null;
    return { group: svg.querySelector(".axis").parentNode, width: Number(across.getAttribute("x2")), height: Number(down.getAttribute("y2")) };
  }

  function position(chart, area, index) {
    var place = chart.places[index];
    if (chart.stepped) return (place + 0.5) * area.width / chart.steps;
    return chart.steps > 1 ? place * area.width / (chart.steps - 1) : 0;
  }

  function nearest(chart, area, event) {
    var matrix = area.group.getScreenCTM();
    if (!matrix) return 0;
    var x = (event.clientX - matrix.e) / matrix.a, best = 0;
    chart.periods.forEach(function (name, index) {
      if (Math.abs(position(chart, area, index) - x) < Math.abs(position(chart, area, best) - x)) best = index;
    });
    return best;
  }

  function reader(figure, chart, svg, area) {
    var last = chart.periods.length - 1, now = last, bar = made("div", "", "yb-read");
    var cursor = document.createElementNS(SVG, "line");
    cursor.setAttribute("class", "yb-cursor");
    cursor.setAttribute("y1", "0");
    cursor.setAttribute("y2", String(area.height));
    bar.tabIndex = 0;
    bar.setAttribute("role", "slider");
    bar.setAttribute("aria-label", chart.title + "，按左右键逐期读数");
    bar.setAttribute("aria-valuemin", "1");
    bar.setAttribute("aria-valuemax", String(last + 1));
    function show(index) {
      now = Math.max(0, Math.min(last, index));
      var words = said(chart, now), x = position(chart, area, now);
      cursor.setAttribute("x1", x);
      cursor.setAttribute("x2", x);
      bar.replaceChildren(made("b", chart.titles[now]));
      words.forEach(function (text) { bar.append(made("span", text)); });
      bar.setAttribute("aria-valuenow", String(now + 1));
      bar.setAttribute("aria-valuetext", chart.titles[now] + "：" + words.join("，"));
    }
    function point(event) {
      if (!cursor.parentNode) area.group.append(cursor);
      show(nearest(chart, area, event));
    }
    svg.classList.add("yb-live");
    ["pointermove", "pointerdown"].forEach(function (name) { svg.addEventListener(name, point); });
    bar.addEventListener("pointerdown", point);
    bar.addEventListener("pointermove", function (event) { if (event.buttons) point(event); });
    bar.addEventListener("focus", function () { if (!cursor.parentNode) area.group.append(cursor); });
    bar.addEventListener("keydown", function (event) {
      var goal = { ArrowLeft: now - 1, ArrowDown: now - 1, ArrowRight: now + 1, ArrowUp: now + 1, PageDown: now - 12, PageUp: now + 12, Home: 0, End: last }[event.key];
      if (goal === undefined) return;
      event.preventDefault();
      show(goal);
    });
    show(last);
    figure.append(bar);
  }

  function quoted(text) { return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text; }

  function columns(chart) {
    var found = [];
    chart.lines.forEach(function (line) {
      found.push([line.label + "（" + chart.unit + "）", line.values.map(function (value, index) { return value || (line.missing[index] === BLANK ? "" : line.missing[index]) || ""; })]);
      if (line.doubtful.length) {
        found.push([line.label + "：存疑", line.values.map(function (value, index) { return line.doubtful.indexOf(index) >= 0 ? "是" : ""; })]);
      }
    });
    return found;
  }

  function csv(chart) {
    var found = columns(chart), rows = [[chart.head].concat(found.map(function (column) { return column[0]; }))];
    chart.periods.forEach(function (name, index) {
      rows.push([name].concat(found.map(function (column) { return column[1][index]; })));
    });
    return "\ufeff" + rows.map(function (row) { return row.map(quoted).join(","); }).join("\r\n") + "\r\n";
  }

  function table(chart) {
    var found = columns(chart), box = made("div", "", "yb-table"), made_ = made("table"), head = made("tr"), body = made("tbody");
    box.tabIndex = 0;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", chart.title + "，数据表");
    made_.append(made("caption", chart.title));
    [[chart.head]].concat(found).forEach(function (column, index) {
      var cell = made("th", column[0], index ? "n" : "");
      cell.scope = "col";
      head.append(cell);
    });
    chart.titles.forEach(function (name, index) {
      var row = made("tr"), first = made("th", name);
      first.scope = "row";
      row.append(first);
      found.forEach(function (column) { row.append(made("td", column[1][index], "n")); });
      body.prepend(row);
    });
    var top = made("thead");
    top.append(head);
    made_.append(top, body);
    box.append(made_);
    return box;
  }

  // 图连同标题、图例和底色成为一个文件；样式写进各个元素，离开网页也一样。
  function picture(figure, chart, svg) {
    var copy = svg.cloneNode(true), from = svg.querySelectorAll("*"), to = copy.querySelectorAll("*");
    from.forEach(function (element, index) {
      var style = getComputedStyle(element);
      LOOKS.forEach(function (name) {
        var value = style.getPropertyValue(name);
        if (value) to[index].style.setProperty(name, value);
      });
    });
    copy.querySelectorAll(".yb-cursor").forEach(function (line) { line.remove(); });
    var box = svg.viewBox.baseVal, top = 24 + 20 * chart.lines.length, ink = getComputedStyle(figure).color;
    var area = { x: box.x, y: box.y - top, width: box.width, height: box.height + top };
    copy.setAttribute("viewBox", [area.x, area.y, area.width, area.height].join(" "));
    copy.setAttribute("width", area.width);
    copy.setAttribute("height", area.height);
    copy.setAttribute("xmlns", SVG);
    function draw(tag, values, text) {
      var element = document.createElementNS(SVG, tag);
      Object.keys(values).forEach(function (name) { element.setAttribute(name, values[name]); });
      if (text) element.textContent = text;
      return element;
    }
    var font = { "font-family": getComputedStyle(figure).fontFamily, "font-size": 14, fill: ink };
    var parts = [draw("rect", { x: area.x, y: area.y, width: area.width, height: area.height, fill: getComputedStyle(document.body).backgroundColor })];
    parts.push(draw("text", Object.assign({}, font, { x: area.x + 4, y: area.y + 18, "font-weight": 700 }), chart.title + "（" + chart.unit + "）　" + document.title));
    chart.lines.forEach(function (line, index) {
      var key = figure.querySelectorAll(".yb-key")[index], y = area.y + 38 + 20 * index;
      var colour = key ? getComputedStyle(key, "::before").borderTopColor : ink;
      if (key) parts.push(draw("line", { x1: area.x + 4, x2: area.x + 34, y1: y - 5, y2: y - 5, stroke: colour, "stroke-width": 3 }));
      parts.push(draw("text", Object.assign({}, font, { x: area.x + (key ? 40 : 4), y: y }), key ? line.label : ""));
    });
    parts.reverse().forEach(function (part) { copy.prepend(part); });
    return { text: new XMLSerializer().serializeToString(copy), width: area.width, height: area.height };
  }

  function save(name, blob) {
    var link = made("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000);
  }

  function png(drawn, name) {
    var image = new Image(), canvas = document.createElement("canvas");
    canvas.width = drawn.width * 2;
    canvas.height = drawn.height * 2;
    image.onload = function () {
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(function (blob) { if (blob) save(name, blob); }, "image/png");
    };
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(drawn.text);
  }

  function tools(figure, chart, svg, area) {
    var box = made("details", "", "yb-take"), ends = area ? " " + chart.periods[0] + "至" + chart.periods[chart.periods.length - 1] : "", name = (chart.title + ends).replace(/[\\/:*?"<>|\s]+/g, "-");
    function button(text, act) {
      var found = made("button", text);
      found.type = "button";
      found.setAttribute("aria-label", text + "：" + chart.title);
      found.addEventListener("click", act);
      box.append(found);
    }
    var summary = made("summary", "数据与下载");
    summary.setAttribute("aria-label", "数据与下载：" + chart.title);
    box.append(summary);
    button("下载数据（CSV）", function () { save(name + ".csv", new Blob([csv(chart)], { type: "text/csv;charset=utf-8" })); });
    button("下载图（SVG）", function () { save(name + ".svg", new Blob([picture(figure, chart, svg).text], { type: "image/svg+xml" })); });
    button("下载图（PNG）", function () { png(picture(figure, chart, svg), name + ".png"); });
    box.addEventListener("toggle", function () { if (box.open && !box.querySelector("table")) box.append(table(chart)); });
    figure.append(box);
  }

  function enliven(figure) {
    var svg = figure.querySelector("svg"), area = svg && plot(svg);
    if (!svg || figure.querySelector(".yb-take")) return;
    var chart = read(figure);
    if (area) reader(figure, chart, svg, area);
    tools(figure, chart, svg, area);
  }

  document.querySelectorAll("figure.yb-chart[data-chart]").forEach(enliven);
  window.yuebaoChart = enliven;
})();
