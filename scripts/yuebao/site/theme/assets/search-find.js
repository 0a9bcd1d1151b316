// 检索：照读成的问题，在索引里找，排出先后；没有的说没有，并说可以看哪里。
(function () {
  "use strict";
  var finder = window.yuebaoFinder = window.yuebaoFinder || {};
  var LONGEST = 80, CARDS = 3, BEST = 1000, NEAR = 3;

  function issueUrl(issue, term) {
    return "issues/" + issue.name + ".html" + (term ? "#q=" + encodeURIComponent(term) : "");
  }

  function ordinal(issue) {
    if (issue.total) return "总第" + issue.total + "期";
    return issue.number ? "第" + issue.number + "期" : issue.label;
  }

  function Search(index, query, answers) {
    this.index = index;
    this.query = query;
    this.answers = answers;
    this.whole = finder.fold(query);
    this.parsed = finder.parse(index, query);
    this.parsed.asked = this.parsed.first.length + this.parsed.last.length;
    this.needs = [];
  }

  // ── 照字面：整句就是名称、标题、文字、数字的。
  Search.prototype.literal = function () {
    if (!this.whole || this.whole.length > LONGEST) return [];
    var terms = this.query.trim().split(/\s+/).map(finder.fold).filter(Boolean);
    var found = this.named(this.whole).concat(this.titled(this.whole), this.texts([this.whole]), this.figures(this.whole));
    if (!found.length && /^\d{1,4}$/.test(this.whole)) return this.index.issues.filter(function (issue) { return issue.total === +this.whole; }, this)
      .map(function (issue) { return { title: issue.title, detail: ordinal(issue), url: issueUrl(issue), score: 290 }; });
    return found.length || terms.length < 2 ? found : this.texts(terms);
  };

  Search.prototype.organization = function (item, score, why) {
    var kind = this.index.kinds[item.type], said = (why || "") + (item.became ? "，" + item.became : "");
    return { title: item.name, detail: (kind ? kind.title : item.type) + said, url: "organizations/" + item.id + ".html", score: score + (kind ? kind.order : 0), item: item };
  };

  Search.prototype.named = function (term) {
    var self = this;
    return this.index.organizations.map(function (item) {
      var score = finder.closeness(item.names, term), by = null;
      var other = item.others.filter(function (name) { return finder.fold(name).indexOf(term) >= 0; })[0];
      var found = self.organization(item, score, other && finder.fold(item.name).indexOf(term) < 0 ? "，又称" + other : "");
      // 并入它、分出它的单位的名称也找到它，排在那个单位之后，并说明缘由。
      if (!score) item.before.forEach(function (from) {
        var close = finder.closeness(from.names, term) - 50;
        if (close > (by ? by.score : 0)) by = self.organization(item, close, "，" + from.words);
      });
      return score ? found : by;
    }).filter(Boolean);
  };

  Search.prototype.titled = function (term) {
    var newest = this.index.newest, pages = this.index.pages.filter(function (page) { return page.folded.indexOf(term) >= 0; })
      .map(function (page) { return { title: page.title, detail: "页面", url: page.url, score: page.folded === term ? 970 : 500 }; });
    var tables = newest ? this.index.tables.filter(function (table) { return table.folded.indexOf(term) >= 0; })
      .map(function (table) { return { title: table.title, detail: "表，" + newest.title, url: issueUrl(newest) + table.anchor, score: 480 }; }) : [];
    return pages.concat(tables, this.index.issues.filter(function (issue) { return issue.folded.indexOf(term) >= 0; })
      .map(function (issue) { return { title: issue.title, detail: ordinal(issue), url: issueUrl(issue), score: issue.folded === term ? 950 : 450 + issue.total / 10000 }; }));
  };

  // 各期里的文字；同一期的几处只列一条，最相近的一处为准，新的在前。
  Search.prototype.texts = function (terms, only) {
    var self = this, best = new Map();
    this.index.texts.forEach(function (item) {
      if (!terms.every(function (term) { return item.folded.indexOf(term) >= 0; })) return;
      var score = item.folded === terms[0] ? 850 : item.folded.length <= 6 ? 640 : 400;
      finder.postings(item.postings).forEach(function (place) {
        var issue = self.index.issues[place], known = best.get(place);
        if ((only && only.indexOf(issue) < 0) || (known && known.score >= score)) return;
        best.set(place, { title: issue.title, detail: item.text + "（" + item.table + "）", url: issueUrl(issue, terms[0]), score: score + place / 10000 });
      });
    });
    return Array.from(best.values());
  };

  Search.prototype.figures = function (term, only) {
    var index = this.index;
    return (only || index.issues).filter(function (issue) { return index.holdsFigure(issue, term); }).map(function (issue) {
      return { title: issue.title, detail: "数字 " + term, url: issueUrl(issue, term), score: 300 + issue.place / 10000 };
    });
  };

  // ── 照意思：时间之外还问了什么。
  Search.prototype.within = function () {
    var self = this, parsed = this.parsed, issues = this.index.issues.slice().reverse();
    function only(kept) { issues = issues.filter(function (issue) { return kept.indexOf(issue) >= 0; }); }
    if (parsed.newest.length) only(this.index.issues.slice(-1));
    if (parsed.previous.length) only(this.index.issues.slice(-2, -1));
    if (parsed.oldest.length) only(this.index.issues.slice(0, 1));
    if (parsed.time.length) only(this.meant());
    if (parsed.time.length === 1) {
      var order = this.index.atTime(parsed.time[0]);
      issues.sort(function (one, other) { return order.indexOf(one) - order.indexOf(other); });
    }
    return issues;
  };

  // 几个时间：同时合乎的各期；没有一期同时合乎、而各有各的期的，是分别问的，都算。
  Search.prototype.meant = function () {
    var index = this.index, lists = this.parsed.time.map(function (time) { return index.atTime(time); });
    var both = lists[0].filter(function (issue) { return lists.every(function (list) { return list.indexOf(issue) >= 0; }); });
    return both.length || lists.some(function (list) { return !list.length; }) ? both : lists.flat();
  };

  Search.prototype.meaning = function () {
    var parsed = this.parsed, timed = parsed.time.length + parsed.newest.length + parsed.previous.length + parsed.oldest.length;
    var issues = this.within(), groups = this.groups(), found = [];
    if (parsed.unknown.length || (timed && !issues.length)) return found;
    var asked = timed ? issues : issues.slice(0, 1), about = groups.length || parsed.measure.length || parsed.table.length || parsed.section.length || parsed.highlight.length || parsed.kind.length || parsed.asked;
    found = this.pagesFound(timed ? issues : []);
    if (parsed.text.length) return found.concat(this.held(timed ? issues : null));
    if (timed && !about && !parsed.page.length) return this.timely(issues);
    if (groups.length === 1 && (parsed.alone || (!timed && this.only()))) found = found.concat(this.organizations(groups[0]));
    if (about && asked.length) found = found.concat(this.cards(asked, groups));
    return found;
  };

  // 读不出意思，只是一些字的。
  Search.prototype.plain = function () {
    var parsed = this.parsed;
    return Boolean(parsed.text.length + parsed.unknown.length) && !parsed.time.length && !parsed.organization.length && this.only();
  };

  Search.prototype.only = function () {
    var parsed = this.parsed;
    return !parsed.measure.length && !parsed.table.length && !parsed.highlight.length && !parsed.asked && !parsed.section.length;
  };

  // 报告所属的地方和别的单位写在一起时，只是地名，不算一个单位。
  Search.prototype.groups = function () {
    var index = this.index, home = this.index.home, groups = this.parsed.organization, kinds = this.parsed.kind.map(function (one) { return one.id; });
    function isHome(group) { return group.items.every(function (one) { return one.item === home; }); }
    var others = groups.filter(function (group) { return !isHome(group); });
    return (others.length ? others : groups).map(function (group) {
      var own = kinds.length ? index.family(group.items.map(function (one) { return one.item; })).filter(function (item) { return kinds.indexOf(item.type) >= 0; }) : [];
      return own.length ? { text: group.text, items: own.map(function (item) { return { item: item, close: 2 }; }) } : group;
    });
  };

  Search.prototype.organizations = function (group) {
    var self = this, best = new Map();
    if (group.done) return this.named(group.text);
    group.items.forEach(function (one) {
      var score = [860, 880, 900][one.close] + (one.spelt || 0) * 100 - Math.min(one.item.name.length, 40) / 50;
      var other = one.item.others.filter(function (name) { return finder.fold(name) === group.text; })[0];
      var why = other ? "，又称" + other : one.service ? "，“" + group.text + "”由它办理" : one.close === 2 || one.spelt ? "" : "，“" + group.text + "”指它";
      if (!best.has(one.item) || best.get(one.item).score < score) best.set(one.item, self.organization(one.item, score, why));
    });
    return Array.from(best.values());
  };

  Search.prototype.pagesFound = function (issues) {
    var alone = this.parsed.alone;
    return this.parsed.page.map(function (one) {
      var here = issues[0] && /errata/.test(one.page.url);
      return { title: one.page.title, detail: here ? issues[0].title : "页面", url: here ? issueUrl(issues[0]) + "#errata" : one.page.url, score: alone ? 970 : BEST + 50 };
    });
  };

  Search.prototype.timely = function (issues) {
    var self = this, years = this.parsed.time.flatMap(function (time) { return time.years ? [time.years] : []; });
    var pages = years.length === this.parsed.time.length ? this.index.pages.filter(function (page) {
      var year = /^(\d{4})年$/.exec(page.title);
      return year && years.some(function (range) { return +year[1] >= range[0] && +year[1] <= range[1]; });
    }) : [];
    return pages.map(function (page, place) { return { title: page.title, detail: "年度", url: page.url, score: 1100 - place / 1000 }; })
      .concat(issues.map(function (issue, place) { return { title: issue.title, detail: ordinal(issue), url: issueUrl(issue), score: BEST - place / 1000 }; }))
      .concat(this.literal().filter(function (one) { return self.parsed.time.length < 2 && one.url.indexOf("issues/") === 0; }));
  };

  // 找的字在哪些期里；几段字要在同一处，或在同一期里各有一处。
  Search.prototype.held = function (only) {
    var self = this, terms = this.parsed.text, found = this.texts(terms, only);
    if (found.length && terms.length > 1) return found;
    var lists = terms.map(function (term) { return self.texts([term], only).concat(self.figures(term, only)); });
    return lists[0].filter(function (one) {
      return lists.every(function (list) { return list.some(function (other) { return other.title === one.title; }); });
    });
  };

  Search.prototype.cards = function (issues, groups) {
    var self = this, found = [];
    issues.slice(0, CARDS).forEach(function (issue, place) {
      var answers = self.answers[issue.name];
      if (!answers) { self.needs.push(issue.name); return; }
      self.answered(issue, answers, groups).forEach(function (one, order) {
        one.score = BEST - place - order / 100;
        found.push(one);
      });
    });
    issues.forEach(function (issue, place) {
      self.places(issue, groups).forEach(function (one, order) {
        one.score = BEST - 100 - place / 100 - order / 1000;
        found.push(one);
      });
    });
    return found;
  };

  Search.prototype.answered = function (issue, answers, groups) {
    var index = this.index, parsed = this.parsed, alone = parsed.alone && !parsed.measure.length && !parsed.asked && !parsed.highlight.length;
    if (groups.length) {
      var own = finder.organizationAnswers(index, issue, answers, groups, parsed);
      return parsed.alone || this.quiet() ? own.map(function (one) { one.low = true; return one; }) : own;
    }
    if (parsed.asked) return finder.leaderAnswers(index, issue, answers, parsed);
    if (parsed.none.length) return finder.blankAnswers(index, issue, answers, parsed);
    return alone ? [] : finder.totalAnswers(index, issue, answers, parsed);
  };

  // 只问单位、没有说哪一期的，单位的网页在前，答案随后。
  Search.prototype.quiet = function () {
    var parsed = this.parsed;
    return this.only() && !parsed.time.length && !parsed.newest.length && !parsed.previous.length && !parsed.oldest.length && this.groups().length === 1;
  };

  // 一期里有关的地方：表、节；问单位的，标出它的名称。
  Search.prototype.places = function (issue, groups) {
    var parsed = this.parsed, index = this.index;
    if (groups.length) return this.quiet() ? [] : [{ title: issue.title, detail: groups.map(function (one) { return one.text; }).join(" "), url: issueUrl(issue, groups[0].text) }];
    var columns = finder.columnsFor(index, parsed), ids = parsed.table.flatMap(function (one) { return one.tables; });
    if (!ids.length && parsed.asked && !columns.length) ids = index.leaders.map(function (one) { return one[0]; });
    if (!ids.length) ids = finder.tablesFor(index, parsed).filter(function (table) {
      return table.columns.some(function (column) { return columns.indexOf(column.id) >= 0; });
    }).map(function (table) { return table.id; });
    var sections = parsed.section.map(function (one) { return { title: one.title, detail: issue.title, url: issueUrl(issue) + "#" + one.id }; });
    return sections.concat(ids.map(function (id) { return { title: index.titles[id], detail: "表，" + issue.title, url: issueUrl(issue) + index.table.get(id).anchor }; }));
  };

  // ── 没有的：说没有什么，相近的名称、最近的一期，和可以翻看的网页。
  Search.prototype.missing = function () {
    var said = this.parsed.time.filter(function (time) { return time.said; });
    if (this.parsed.time.some(function (time) { return time.never; }) || this.within().length || !said.length) return "";
    var index = this.index, absent = said.filter(function (time) { return !index.atTime(time).length; });
    return (absent.length ? absent : said).map(function (time) { return time.said; }).join("、") + "尚未收入";
  };

  Search.prototype.near = function (missing) {
    var self = this, index = this.index, found = [];
    function page(url) { return index.pages.filter(function (one) { return one.url === url; })[0]; }
    if (missing) index.unpublished.forEach(function (one) {
      if (self.parsed.time.every(function (time) { return finder.within(one, time); })) found.push({ title: one.title, detail: one.state, url: one.url });
    });
    this.groups().forEach(function (group) {
      if (group.items.length <= NEAR) group.items.forEach(function (one) { found.push(self.organization(one.item, 0)); });
    });
    if (!missing) found = found.concat(this.similar());
    if (missing && index.newest) found.push({ title: index.newest.title, detail: "最近的一期", url: issueUrl(index.newest) });
    (missing ? ["issues/index.html", "issues/missing.html"] : ["organizations/index.html", "issues/index.html"]).forEach(function (url) {
      if (page(url)) found.push({ title: page(url).title, detail: "翻看", url: url });
    });
    return found.map(function (one) { one.near = true; one.score = 0; return one; });
  };

  // 名称有一半以上的字依次相同的单位。
  Search.prototype.similar = function () {
    var self = this, typed = this.whole.slice(0, 20);
    return this.index.organizations.map(function (item) {
      var close = item.names.reduce(function (best, name) { var same = common(typed, name); return same * 2 > name.length ? Math.max(best, same) : best; }, 0);
      return { item: item, close: close };
    }).filter(function (one) { return one.close >= 3 && one.close * 2 > typed.length; })
      .sort(function (one, other) { return other.close - one.close; }).slice(0, NEAR)
      .map(function (one) { return self.organization(one.item, 0, "，名称相近"); });
  };

  function common(one, other) {
    var row = new Array(other.length + 1).fill(0);
    Array.from(one).forEach(function (sign) {
      var before = 0;
      for (var at = 1; at <= other.length; at++) {
        var kept = row[at];
        row[at] = sign === other[at - 1] ? before + 1 : Math.max(row[at], row[at - 1]);
        before = kept;
      }
    });
    return row[other.length];
  }

  function sorted(results) {
    var seen = new Set();
    return results.filter(function (result) { return !result.low; }).sort(function (one, other) { return other.score - one.score; })
      .filter(function (result) {
        var page = result.url.replace(/#q=.*/, "");
        if (seen.has(page)) return false;
        return seen.add(page);
      });
  }

  // 找一遍：{results, message, needs}；needs 是要先读来数字的各期。
  finder.search = function (index, query, answers) {
    var search = new Search(index, query, answers), parsed = search.parsed;
    if (parsed.alone) parsed.relative.forEach(function (pair) { pair[0] = shown(query); });
    var told = relative(index, parsed);
    if (told && parsed.alone) {  // 只有这一处时间的，照它所指的时间找
      var meant = finder.search(index, parsed.relative[0][1], answers);
      return { results: meant.results, message: told + meant.message, needs: meant.needs };
    }
    var found = search.meaning(), low = found.filter(function (one) { return one.low; });
    var literal = search.literal(), missing = search.missing();
    var results = sorted(missing ? [] : literal.length && search.plain() ? literal : found.concat(literal));
    if (low.length) results.splice.apply(results, [1, 0].concat(low));
    if (!results.length) {
      return { results: search.near(missing), message: told + (missing ? missing + (index.newest ? "，最近的一期是" + index.newest.label : "") : "没有找到“" + shown(query) + "”，可以看："), needs: [] };
    }
    var words = told + parsed.corrected.map(function (pair) { return "没有“" + pair[0] + "”，照“" + pair[1] + "”找。"; }).join("") +
      (parsed.unused.length ? "没有用到“" + parsed.unused.join("”“") + "”。" : "");
    return { results: results, message: words, needs: search.needs };
  };

  // 以最新一期为准的时间，照哪一期算、是什么时候。
  function relative(index, parsed) {
    return parsed.relative.map(function (pair) { return "“" + pair[0] + "”照最新一期（" + index.newest.label + "）算，是" + pair[1] + "。"; }).join("");
  }

  function shown(query) {
    var text = query.trim();
    return text.length > 40 ? text.slice(0, 40) + "…" : text;
  }
})();
