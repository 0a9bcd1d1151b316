// 检索：读好的索引。各期、单位、网页、各表、各期里的文字和数字，以及读者可能说的每个词指的是什么。
(function () {
  "use strict";
  var finder = window.yuebaoFinder = window.yuebaoFinder || {};
  var fold = finder.fold;

  function Index(words) {
    finder.learn(words.traditional, words.readings);
    this.issues = words.issues.map(function (item, place) {
      return { place: place, name: item[0], total: item[1], number: item[2], title: item[3], folded: fold(item[3]), counted: item[4], year: item[5], first: item[6], last: item[7], published: item[8], label: item[9] };
    });
    this.unpublished = words.unpublished.map(function (item) {
      return { name: item[0], title: item[1], state: item[2], url: item[3], year: item[4], first: item[5], last: item[6] };
    });
    this.newest = this.issues[this.issues.length - 1] || null;
    this.kinds = {};
    words.kinds.forEach(function (item, place) { this.kinds[item[0]] = { id: item[0], title: item[1], order: words.kinds.length - place }; }, this);
    this.readOrganizations(words);
    this.readTables(words);
    this.pages = words.pages.map(function (item) { return { title: item[0], url: item[1], folded: fold(item[0]) }; });
    this.texts = words.texts.flatMap(function (group) {
      return group.values.map(function (value) {
        return { text: value[0], folded: fold(value[0]), table: this.titles[group.table], column: group.column, postings: value[1] };
      }, this);
    }, this);
    this.figures = null;
    this.leaders = words.leaders;
    this.highlights = words.highlights;
    this.before = words.before;
    this.endings = words.endings;
    this.vocabulary = new Map();
    this.longest = 0;
    this.readVocabulary(words);
  }

  Index.prototype.readOrganizations = function (words) {
    var self = this;
    this.organizations = words.organizations.map(function (item) {
      return {
        name: item[0], type: item[1], id: item[2], names: [item[0]].concat(item[3]).map(fold), others: item[3], became: item[4] || "", stems: [],
        before: (item[5] || []).map(function (from) { return { names: from[0].map(fold), words: from[1] }; })
      };
    });
    this.byId = new Map(this.organizations.map(function (item) { return [item.id, item]; }));
    this.home = this.byId.get(words.home) || null;
    this.parents = words.parents;
    Object.keys(words.stems).forEach(function (id) {
      self.byId.get(id).stems = words.stems[id].flatMap(function (group) {
        return group[1].split("|").map(function (stem) { return { stem: fold(stem), group: group[0] }; });
      });
    });
  };

  Index.prototype.readTables = function (words) {
    var anchors = words.numbered.concat(words.sections.map(function (section) { return section[1]; }));
    this.titles = {};
    this.tables = words.tables.map(function (item, place) {
      var columns = words.columns[item[0]];
      this.titles[item[0]] = item[1];
      return {
        id: item[0], title: item[1], folded: fold(item[1]), place: place, anchor: anchors.indexOf(item[0]) >= 0 ? "#" + item[0] : "", kinds: columns[0], yearly: columns[1],
        columns: columns[2].map(function (column) { return { id: column[0], title: column[1], unit: column[2], about: column[3], counts: column[4] }; })
      };
    }, this);
    this.table = new Map(this.tables.map(function (table) { return [table.id, table]; }));
    this.sentences = new Map(words.figures.map(function (item) { return [item[0] + "." + item[1], { text: item[2], leads: item[3] }]; }));
  };

  // 一个词指什么；同一个词可以指几样，先登记的在前。
  Index.prototype.means = function (word, what) {
    var term = finder.even(word);
    if (!term) return;
    if (!this.vocabulary.has(term)) this.vocabulary.set(term, []);
    this.vocabulary.get(term).push(what);
    this.longest = Math.max(this.longest, term.length);
  };

  Index.prototype.readVocabulary = function (words) {
    var self = this;
    function each(said, what) { said.split("|").forEach(function (word) { self.means(word, what); }); }
    this.pages.forEach(function (page) { self.means(page.title, { kind: "page", page: page }); });
    words.asked.forEach(function (asked) {
      var page = self.pages.filter(function (one) { return one.url === asked[0]; })[0];
      asked[1].forEach(function (word) { self.means(word, { kind: "page", page: page }); });
    });
    this.organizations.forEach(function (item) {
      item.names.forEach(function (name) {
        self.means(name, { kind: "organization", item: item, close: 2 });
        words.before.forEach(function (sign) { if (name.startsWith(sign)) self.means(name.slice(sign.length), { kind: "organization", item: item, close: 2 }); });
      });
      item.stems.forEach(function (stem) { self.means(stem.stem, { kind: "organization", item: item, close: 1, group: stem.group }); });
    });
    words.services.forEach(function (service) {
      service[1].forEach(function (id) { each(service[0], { kind: "organization", item: self.byId.get(id), close: 0, service: true }); });
    });
    this.tables.forEach(function (table) {
      self.means(table.title, { kind: "table", tables: [table.id] });
      table.columns.forEach(function (column) { if (!column.about) self.means(column.title, { kind: "measure", columns: [column.id] }); });
    });
    words.measures.forEach(function (measure) { each(measure[0], { kind: "measure", columns: measure[1] }); });
    words.highlights.forEach(function (item) { self.means(item[0], { kind: "highlight", table: item[1], column: item[2] }); });
    words.said.forEach(function (item) { each(item[0], { kind: "table", tables: item[1] }); });
    words.numbered.forEach(function (id, place) { self.means("附件" + (place + 1), { kind: "table", tables: [id] }); });
    self.means("附件", { kind: "section", title: "附件", id: "attachments" });
    words.sections.forEach(function (section) {
      var title = section[0].replace(/^[^\u3001]{1,3}\u3001/, "");
      [title, title.replace(/情况$/, "")].forEach(function (word) { self.means(word, { kind: "section", title: title, id: section[1] }); });
    });
    Object.keys(this.kinds).forEach(function (id) { self.means(self.kinds[id].title.replace(/[（）()]/g, ""), { kind: "kind", id: id }); });
    Object.keys(words.questions).forEach(function (what) {
      words.questions[what].forEach(function (word) { self.means(word, { kind: what }); });
    });
  };

  // 从 at 起认得的词，长度 → 指什么；单位的简称后面可以带它那一类的结尾，前面可以带声明了可以不写的字。
  Index.prototype.wordsAt = function (text, at) {
    var self = this, found = new Map();
    function meet(start, means, length) {
      var own = start === at ? means : means.filter(function (one) { return one.kind === "organization"; });
      var known = found.get(start + length - at) || [];
      if (start !== at && known.some(function (one) { return one.kind === "organization"; })) return;
      if (own.length) found.set(start + length - at, known.concat(own));
    }
    function from(start) {
      for (var length = Math.min(self.longest, text.length - start); length > 0; length--) {
        var means = self.vocabulary.get(text.substr(start, length));
        if (!means) continue;
        meet(start, means, length);
        self.endingsAt(text, start + length, means).forEach(function (ended) { meet(start, ended.means, length + ended.length); });
      }
    }
    from(at);
    this.before.forEach(function (sign) { if (text.startsWith(sign, at)) from(at + sign.length); });
    return found;
  };

  Index.prototype.endingsAt = function (text, at, means) {
    return this.endings.flatMap(function (endings, group) {
      var own = means.filter(function (one) { return one.group === group; });
      return own.length ? endings.filter(function (ending) { return ending && text.startsWith(ending, at); })
        .map(function (ending) { return { length: ending.length, means: own }; }) : [];
    });
  };

  // 这些单位，属于它们的，和它们所属的。
  Index.prototype.family = function (items) {
    var self = this, found = new Set(items);
    items.forEach(function (item) {
      if (self.byId.has(self.parents[item.id])) found.add(self.byId.get(self.parents[item.id]));
      self.organizations.forEach(function (other) { if (self.parents[other.id] === item.id) found.add(other); });
    });
    return Array.from(found);
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

  // 哪些期在这段时间里：恰好的在前，新的在前。
  Index.prototype.atTime = function (time) {
    return this.issues.map(function (issue) { return { issue: issue, close: finder.within(issue, time) }; })
      .filter(function (found) { return found.close; })
      .sort(function (one, other) { return other.close - one.close || other.issue.place - one.issue.place; })
      .map(function (found) { return found.issue; });
  };

  Index.prototype.holdsFigure = function (issue, term) {
    var found = /^[+-]?(\d+)(?:\.(\d+))?%?$/.exec(term);
    if (!found || !this.figures) return false;
    var kinds = this.figures[issue.place], decimals = (found[2] || "").length;
    return Boolean(kinds[decimals] && kinds[decimals].has(Number(found[1] + (found[2] || ""))));
  };

  // 名称相同的在前，开头相同的其次，含有的再次。
  finder.closeness = function (names, term) {
    return names.reduce(function (best, name) {
      var at = name.indexOf(term);
      if (at < 0) return best;
      return Math.max(best, (name === term ? 900 : at === 0 ? 800 : 700) - Math.min(name.length, 40) / 50);
    }, 0);
  };

  finder.postings = function (text) {
    return text.split(",").flatMap(function (part) {
      var ends = part.split("-").map(Number), found = [];
      for (var index = ends[0]; index <= ends[ends.length - 1]; index++) found.push(index);
      return found;
    });
  };

  finder.Index = Index;
})();
