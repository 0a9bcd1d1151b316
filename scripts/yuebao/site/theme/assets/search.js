// 站内检索：在浏览器里对全部各期作子串匹配。索引是脚本文件，不经服务器也能用（U 盘、内网文件夹）。
(function () {
  "use strict";
  var LIMIT = 30;
  var NUMERALS = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];

  // 全角变半角、减号变连字符、去空格、去千位逗号：打字人怎么写都一样。
  function fold(text) {
    return text.normalize("NFKC").toLowerCase().replace(/\s+/g, "").replace(/\u2212/g, "-").replace(/(\d),(?=\d{3}(?!\d))/g, "$1");
  }

  function parsePostings(text) {
    return text.split(",").flatMap(function (part) {
      var ends = part.split("-").map(Number), found = [];
      for (var index = ends[0]; index <= ends[ends.length - 1]; index++) found.push(index);
      return found;
    });
  }

  // 一个词若是统计期或期数，返回 {year, first, last}（没写年份则 year 为 0）或 {total} 或 {year, number}。
  function parseTime(term) {
    var found;
    if ((found = /^(\d{4}|\d{2})年(\d{1,2}|[一二三四五六七八九十]+)月?(?:份|月报)?$/.exec(term))) return moment(found[1], found[2]);
    if ((found = /^(\d{4})[-./](\d{1,2})$/.exec(term))) return moment(found[1], found[2]);
    if ((found = /^(\d{4})(\d{2})$/.exec(term)) && +found[2] >= 1 && +found[2] <= 12 && +found[1] >= 1900 && +found[1] <= 2199) return moment(found[1], found[2]);
    if ((found = /^(\d{1,2}|[一二三四五六七八九十]+)月(?:份|月报)?$/.exec(term))) return moment("", found[1]);
    if ((found = QUARTER.exec(term))) return span(found[1], quarter(found[2] || found[3]) * 3 - 2, quarter(found[2] || found[3]) * 3);
    if ((found = HALF.exec(term))) return span(found[1], half(found) * 6 - 5, half(found) * 6);
    if ((found = SEVERAL.exec(term))) return several(found[1], +found[2], +(found[3] || found[4]));
    if ((found = /^(\d{4})年?$/.exec(term)) && (+found[1] >= 1900 && +found[1] <= 2199)) return { year: +found[1], whole: true };
    if ((found = /^(\d{4})年第?(\d{1,3})期$/.exec(term))) return { year: +found[1], number: +found[2] };
    if ((found = /^(?:总第|第|总)?(\d{1,4})期$/.exec(term))) return { total: +found[1] };
    return null;
  }

  // 季度、半年、几个月：2021年第四季度、2021Q4、四季度，2024年上半年、上半年，2023年1—4月、2023-01_04。
  var QUARTER = /^(?:(\d{4})年?-?)?(?:q([1-4])|第?([1-4一二三四])季度?)(?:报|月报)?$/;
  var HALF = /^(?:(\d{4})年?-?)?(?:h([12])|([上下])半年度?(?:报|月报)?)$/;
  var SEVERAL = /^(?:(\d{4})[-年.])?(\d{1,2})月?(?:[-\u2010-\u2015~至到]+(\d{1,2})月(?:份|月报)?|[_~至到](\d{1,2}))$/;

  function quarter(text) {
    return /\d/.test(text) ? +text : NUMERALS.indexOf(text);
  }

  function several(year, first, last) {
    return first >= 1 && first < last && last <= 12 ? span(year, first, last) : { never: true };
  }

  function half(found) {
    return found[2] ? +found[2] : found[3] === "上" ? 1 : 2;
  }

  function moment(year, month) {
    var number = /^\d+$/.test(month) ? +month : NUMERALS.indexOf(month);
    if (number < 1 || number > 12) return { never: true };
    return span(year, number, number);
  }

  function span(year, first, last) {
    return { year: year ? (year.length === 2 ? 2000 + +year : +year) : 0, first: first, last: last };
  }

  function Index(words) {
    this.issues = words.issues.map(function (item) {
      return { name: item[0], total: item[1], number: item[2], title: item[3], counted: item[4], year: item[5], first: item[6], last: item[7] };
    });
    this.kinds = {};
    words.kinds.forEach(function (item, place) { this.kinds[item[0]] = { title: item[1], order: words.kinds.length - place }; }, this);
    this.organizations = words.organizations.map(function (item) {
      return { name: item[0], type: item[1], id: item[2], names: [item[0]].concat(item[3]).map(fold), others: item[3], became: item[4] || "", before: (item[5] || []).map(function (from) { return { names: from[0].map(fold), words: from[1] }; }) };
    });
    this.tables = words.tables.map(function (item) { return { id: item[0], title: item[1], folded: fold(item[1]) }; });
    this.pages = words.pages.map(function (item) { return { title: item[0], url: item[1], folded: fold(item[0]) }; });
    var titles = {};
    words.tables.forEach(function (item) { titles[item[0]] = item[1]; });
    this.texts = words.texts.flatMap(function (group) {
      return group.values.map(function (value) {
        return { text: value[0], folded: fold(value[0]), table: titles[group.table], column: group.column, postings: value[1] };
      });
    });
    this.figures = null;
  }

  function ordinal(issue) {
    if (issue.total) return "总第" + issue.total + "期";
    return issue.number ? "第" + issue.number + "期" : issue.name;
  }

  Index.prototype.issueUrl = function (issue, term) {
    return "issues/" + issue.name + ".html" + (term ? "#q=" + encodeURIComponent(term) : "");
  };

  Index.prototype.readFigures = function (figures) {
    this.figures = figures.map(function (kinds) {
      var read = {};
      Object.keys(kinds).forEach(function (decimals) {
        var last = 0, numbers = new Set();
        kinds[decimals].split(" ").forEach(function (step) { last += parseInt(step, 36); numbers.add(last); });
        read[decimals] = numbers;
      });
      return read;
    });
  };

  Index.prototype.atTime = function (time) {
    return this.issues.filter(function (issue) {
      if (time.never) return false;
      if (time.total) return issue.total === time.total;
      if (time.number) return issue.counted === time.year && issue.number === time.number;
      if (time.whole) return issue.year === time.year;
      return issue.first <= time.last && time.first <= issue.last && (!time.year || issue.year === time.year);
    }).reverse().sort(function (one, other) { return exactly(other, time) - exactly(one, time); });
  };

  // 恰好是这几个月的一期在前，含有其中一部分的在后。
  function exactly(issue, time) {
    return Number(issue.first === time.first && issue.last === time.last);
  }

  Index.prototype.timeResults = function (time) {
    var self = this, results = [];
    if (time.whole) {
      results = this.pages.filter(function (page) { return page.title === time.year + "年"; })
        .map(function (page) { return { title: page.title, detail: "年度", url: page.url, score: 1100 }; });
    }
    return results.concat(this.atTime(time).map(function (issue, place) {
      return { title: issue.title, detail: ordinal(issue), url: self.issueUrl(issue), score: 1000 - place / 1000 };
    }));
  };

  // 名称相同的在前，开头相同的其次，含有的再次；同名的照各类单位的次序。
  function closeness(names, term) {
    return names.reduce(function (best, name) {
      var at = name.indexOf(term);
      if (at < 0) return best;
      return Math.max(best, (name === term ? 900 : at === 0 ? 800 : 700) - Math.min(name.length, 40) / 50);
    }, 0);
  }

  Index.prototype.organizationResults = function (term) {
    var kinds = this.kinds;
    return this.organizations.map(function (item) {
      var score = closeness(item.names, term);
      var other = item.others.filter(function (name) { return fold(name).indexOf(term) >= 0; })[0];
      var said = other && fold(item.name).indexOf(term) < 0 ? "，又称" + other : "";
      if (item.became) said += "，" + item.became;
      // 并入它、分出它的单位的名称也找到它，排在那个单位之后，并说明缘由。
      if (!score) item.before.forEach(function (from) {
        var by = closeness(from.names, term);
        if (by && by - 50 > score) { score = by - 50; said = "，" + from.words; }
      });
      return { title: item.name, detail: ((kinds[item.type] || {}).title || item.type) + said, url: "organizations/" + item.id + ".html", score: score && score + (kinds[item.type] ? kinds[item.type].order : 0) };
    }).filter(function (result) { return result.score; });
  };

  Index.prototype.titleResults = function (term) {
    var newest = this.issues[this.issues.length - 1], self = this;
    var pages = this.pages.filter(function (page) { return page.folded.indexOf(term) >= 0; })
      .map(function (page) { return { title: page.title, detail: "页面", url: page.url, score: page.folded === term ? 870 : 500 }; });
    var tables = newest ? this.tables.filter(function (table) { return table.folded.indexOf(term) >= 0; })
      .map(function (table) { return { title: table.title, detail: "表，" + newest.title, url: self.issueUrl(newest) + "#" + table.id, score: 480 }; }) : [];
    var issues = this.issues.filter(function (issue) { return fold(issue.title).indexOf(term) >= 0; })
      .map(function (issue) { return { title: issue.title, detail: ordinal(issue), url: self.issueUrl(issue), score: fold(issue.title) === term ? 950 : 450 + issue.total / 10000 }; });
    return pages.concat(tables, issues);
  };

  // 各期里的文字；同一期的几处只列一条，最相近的一处为准，新的在前。
  Index.prototype.textResults = function (terms, only) {
    var self = this, best = new Map();
    this.texts.forEach(function (item) {
      if (!terms.every(function (term) { return item.folded.indexOf(term) >= 0; })) return;
      var exact = item.folded === terms[0];
      var score = exact ? 850 : item.folded.length <= 6 ? 640 : 400;
      parsePostings(item.postings).forEach(function (index) {
        if (only && !only.has(index)) return;
        var issue = self.issues[index], known = best.get(index);
        if (known && known.score >= score) return;
        best.set(index, { title: issue.title, detail: item.text + "（" + item.table + "）", url: self.issueUrl(issue, terms[0]), score: score + index / 10000 });
      });
    });
    return Array.from(best.values());
  };

  Index.prototype.figureResults = function (term, only) {
    var found = /^[+-]?(\d+)(?:\.(\d+))?%?$/.exec(term), self = this;
    if (!found || !this.figures) return [];
    var decimals = (found[2] || "").length, number = Number(found[1] + (found[2] || ""));
    return this.figures.map(function (kinds, index) {
      if (!kinds[decimals] || !kinds[decimals].has(number) || (only && !only.has(index))) return null;
      var issue = self.issues[index];
      return { title: issue.title, detail: "数字 " + term, url: self.issueUrl(issue, term), score: 300 + index / 10000 };
    }).filter(Boolean);
  };

  // 几个词之间是“并且”；其中的月份、期数限定范围。
  Index.prototype.search = function (query) {
    var terms = query.trim().split(/\s+/).map(fold).filter(Boolean);
    var whole = fold(query), self = this;
    if (!whole) return [];
    var time = parseTime(whole);
    if (time) return sorted(this.timeResults(time).concat(this.textResults([whole]), this.figureResults(whole)));
    var times = terms.map(parseTime).filter(Boolean);
    var rest = terms.filter(function (term) { return !parseTime(term); });
    if (!times.length) {
      var joined = rest.length === 1 ? rest : [whole];
      var results = this.organizationResults(whole).concat(this.titleResults(whole), this.textResults(joined), this.figureResults(whole));
      if (!results.length && rest.length > 1) results = this.textResults(rest);
      return sorted(results);
    }
    var only = times.reduce(function (kept, item) {
      return kept.filter(function (issue) { return self.atTime(item).indexOf(issue) >= 0; });
    }, this.issues);
    if (!rest.length) return sorted(only.map(function (issue) {
      return { title: issue.title, detail: ordinal(issue), url: self.issueUrl(issue), score: 1000 };
    }));
    var indexes = new Set(only.map(function (issue) { return self.issues.indexOf(issue); }));
    var term = rest.join("");
    var named = this.organizationResults(term).length ? only.map(function (issue) {
      return { title: issue.title, detail: rest.join(" "), url: self.issueUrl(issue, term), score: 700 + self.issues.indexOf(issue) / 10000 };
    }) : [];
    return sorted(named.concat(this.textResults(rest, indexes), this.figureResults(term, indexes)));
  };

  function sorted(results) {
    var seen = new Set();
    return results.sort(function (one, other) { return other.score - one.score; }).filter(function (result) {
      var page = result.url.replace(/#q=.*/, "");
      if (seen.has(page)) return false;
      seen.add(page);
      return true;
    });
  }

  var box = document.getElementById("yb-query");
  var list = document.getElementById("yb-results");
  if (!box || !list) return;
  var base = box.dataset.base, index = null, chosen = -1;

  function load(name, global, then) {
    if (window[global]) return then(window[global]);
    var script = document.createElement("script");
    script.src = base + "/search/" + name;
    script.onload = function () { then(window[global]); };
    script.onerror = function () { show([], box.value.trim(), "检索索引没有读到，请稍后再试。"); };
    document.head.appendChild(script);
  }

  function ready(query, then) {
    if (!index) return load("words.js", "yuebaoWords", function (words) { index = index || new Index(words); ready(query, then); });
    if (/\d/.test(fold(query)) && !index.figures) {
      return load("figures.js", "yuebaoFigures", function (figures) { if (!index.figures) index.readFigures(figures); then(); });
    }
    then();
  }

  function update() {
    var query = box.value;
    if (!query.trim()) return close();
    ready(query, function () {
      if (box.value !== query) return;
      var results = index.search(query);
      show(results.slice(0, LIMIT), query.trim(), results.length ? (results.length > LIMIT ? "共 " + results.length + " 条，列出前 " + LIMIT + " 条" : "共 " + results.length + " 条") : "没有找到“" + query.trim() + "”");
    });
  }

  function show(results, query, summary) {
    list.textContent = "";
    chosen = -1;
    results.forEach(function (result, place) {
      var link = document.createElement("a");
      link.href = base + "/" + result.url;
      link.id = "yb-result-" + place;
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

  function close() {
    list.hidden = true;
    status.hidden = true;
    status.textContent = "";
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }

  function choose(step) {
    var links = list.querySelectorAll("a");
    if (!links.length) return;
    if (chosen >= 0) links[chosen].removeAttribute("aria-selected");
    chosen = (chosen + step + links.length) % links.length;
    links[chosen].setAttribute("aria-selected", "true");
    links[chosen].scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", links[chosen].id);
  }

  var status = document.getElementById("yb-status");
  box.addEventListener("focus", function () { ready("", function () {}); }, { once: true });
  box.addEventListener("input", update);
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
    var links = list.querySelectorAll("a");
    if (links.length) { links[Math.max(chosen, 0)].click(); close(); }
  });
  document.addEventListener("click", function (event) {
    if (!box.form.contains(event.target)) close();
  });
})();
