// 检索：把读者打的字读成要找的东西：时间、单位、列、表、问话、其余的字。字与字之间不必有空格。
(function () {
  "use strict";
  var finder = window.yuebaoFinder = window.yuebaoFinder || {};
  var LONGEST = 80, SAME = 3, LEFT = 10, WORD = 2, FILLER = 3, SAID = 2.5, SPELT = 4;  // 以最新一期为准的时间，别处另有意思的（今年），照那个意思
  var APART = /[ ,;:!?'"“”‘’、。《》\[\]{}<>|\\]+|\/(?!\d)/;
  var PICKS = ["organization", "kind", "measure", "table", "section", "highlight", "first", "newest", "previous", "oldest", "last", "none", "absent", "text", "filler", "page"];

  // 把一个词切开，使剩下不认得的字最少：[{text, time}]、[{text, means}] 或 [{text}]（不认得）。
  function segments(index, token) {
    var best = [], next;
    best[token.length] = { cost: 0 };
    for (var at = token.length - 1; at >= 0; at--) {
      best[at] = { cost: LEFT + best[at + 1].cost, length: 1 };
      options(index, token, at).forEach(function (option) {
        var cost = option.cost + best[at + option.length].cost;
        if (cost < best[at].cost) best[at] = { cost: cost, length: option.length, time: option.time, means: option.means };
      });
    }
    var found = [];
    for (at = 0; at < token.length; at += next.length) {
      next = best[at];
      var last = found[found.length - 1], known = next.time || next.means;
      if (!known && last && !last.time && !last.means) last.text += token[at];
      else found.push({ text: token.substr(at, next.length), time: next.time, means: next.means });
    }
    return found;
  }

  function options(index, token, at) {
    var found = [], time = finder.timeAt(token, at, index);
    if (time) found.push({ length: time.length, cost: time.time.relative ? SAID : WORD, time: time.time });
    index.wordsAt(token, at).forEach(function (means, length) {
      var filler = means.every(function (one) { return one.kind === "filler"; });
      found.push({ length: length, cost: filler ? FILLER : WORD, means: means });
    });
    var numbered = /^附件\d+/.exec(token.slice(at));
    if (numbered && !index.vocabulary.has(numbered[0])) found.push({ length: numbered[0].length, cost: WORD, means: [{ kind: "absent" }] });
    var letters = /^[a-z]{2,24}/.exec(token.slice(at));
    if (letters) index.speltIn(letters[0]).forEach(function (means, length) { found.push({ length: length, cost: SPELT, means: means }); });
    return found;
  }

  // 一串字母从头起是哪些词：整串；整串不是的，写全了拼音的前一段。长度 → 指什么。
  finder.Index.prototype.speltIn = function (letters) {
    var found = new Map(), whole = this.spelt(letters);
    if (whole.length) return found.set(letters.length, whole);
    if (!this.spellings.full) {
      this.spellings.full = new Map();
      this.spoken().forEach(function (word) {
        var letters = finder.spelling(word.text), known = this.spellings.full.get(letters) || [];
        if (letters.length > 2) this.spellings.full.set(letters, known.concat(word.means));
      }, this);
    }
    for (var length = 3; length < letters.length; length++) {
      var means = this.spellings.full.get(letters.slice(0, length));
      if (means) found.set(length, means);
    }
    return found;
  };

  // 拼音是哪些词：写全的在前，登记的名称在前；只打了开头的，没有别的才算。
  finder.Index.prototype.spelt = function (letters) {
    if (!this.spellings) this.spellings = new Map();
    if (this.spellings.has(letters)) return this.spellings.get(letters);
    var words = this.beginning(letters[0]), found = words.map(function (word) {
      return { whole: finder.spells(letters, word.text, false), means: word.means };
    }).filter(function (word) { return word.whole; });
    if (!found.length) found = this.speltTexts(letters);
    if (!found.length && letters.length > 2) {
      found = words.map(function (word) {
        return { whole: finder.spells(letters, word.text, true) / 9, means: word.means };
      }).filter(function (word) { return word.whole; });
    }
    found.sort(function (one, other) { return weight(other) - weight(one); });
    var best = found.flatMap(function (word) {
      return word.means.map(function (one) { return one.kind === "organization" ? Object.assign({}, one, { spelt: word.whole }) : one; });
    });
    this.spellings.set(letters, best);
    return best;
  };

  // 拼音是各期里的哪个短词（姓名等）：只认写全的。
  finder.Index.prototype.speltTexts = function (letters) {
    if (!this.shorts) this.shorts = new Map(this.texts.filter(function (item) { return item.folded.length < 5; }).map(function (item) { return [finder.spelling(item.folded), item.folded]; }));
    var text = letters.length > 3 && this.shorts.get(letters);
    return text ? [{ whole: 1, means: [{ kind: "text", text: text }] }] : [];
  };

  // 拼音以这个字母开头的词。
  finder.Index.prototype.beginning = function (letter) {
    var initials = this.initials;
    if (!initials) {
      initials = this.initials = new Map();
      this.spoken().forEach(function (word) {
        new Set(finder.initials(word.text[0])).forEach(function (first) {
          if (!initials.has(first)) initials.set(first, []);
          initials.get(first).push(word);
        });
      });
    }
    return initials.get(letter) || [];
  };

  function weight(word) {
    var close = word.means.reduce(function (most, one) { return Math.max(most, one.kind === "organization" ? one.close : one.kind === "filler" ? -1 : 2); }, -1);
    return Math.round(word.whole * 4) * 10 + close;
  }

  // 每个认得的词，单位的简称加上它自己的几种结尾。
  finder.Index.prototype.spoken = function () {
    var self = this, said = new Map();
    if (this.said) return this.said;
    function add(text, means) { said.set(text, (said.get(text) || []).concat(means)); }
    this.vocabulary.forEach(function (means, text) {
      add(text, means);
      self.endings.forEach(function (endings, group) {
        var own = means.filter(function (one) { return one.group === group; });
        if (own.length) endings.forEach(function (ending) { if (ending) add(text + ending, own); });
      });
    });
    this.said = Array.from(said, function (pair) { return { text: pair[0], means: pair[1] }; });
    return this.said;
  };

  // 只差一处的词：{text, means}，最像的一个；没有则 null。
  finder.Index.prototype.nearest = function (token) {
    var best = null, most = 0;
    this.spoken().forEach(function (word) {
      if (Math.abs(word.text.length - token.length) > 1 || word.means.every(function (one) { return one.kind === "filler"; })) return;
      var close = finder.resembles(token, word.text);
      if (!close) return;
      var order = close * 10 + weight({ whole: 0, means: word.means });
      if (order > most) { most = order; best = { text: word.text, means: word.means, close: close }; }
    });
    return best;
  };

  function take(parsed, means, text, alone) {
    if (alone) {
      means.forEach(function (one) { give(parsed, one.kind, one, text); });
      return;
    }
    var kind = PICKS.filter(function (pick) { return means.some(function (one) { return one.kind === pick; }); })[0];
    means.filter(function (one) { return one.kind === kind; }).forEach(function (one) { give(parsed, kind, one, text); });
  }

  function give(parsed, kind, one, text) {
    if (kind === "filler") return;
    if (kind === "absent") { parsed.unknown.push(text); return; }
    if (kind === "text") { parsed.text.push(one.text); return; }
    if (kind !== "organization") { parsed[kind].push(one); return; }
    var last = parsed.organization[parsed.organization.length - 1];
    if (!last || last.text !== text || last.done) parsed.organization.push(last = { text: text, items: [] });
    var known = last.items.filter(function (other) { return other.item === one.item; })[0];
    if (!known) last.items.push(one);
    else if (known.close < one.close) last.items[last.items.indexOf(known)] = one;
  }

  // 名称里有这几个字的单位。
  function namedBy(index, parsed, text) {
    var items = text.length < 2 ? [] : index.organizations.filter(function (item) { return finder.closeness(item.names, text); });
    if (items.length) parsed.organization.push({ text: text, items: items.map(function (item) { return { item: item, close: 1 }; }), done: true });
    return items.length > 0;
  }

  // 认不得的一段：数字、各期里有的文字、单位名称里的几个字、只差一处的词；都不是，就没有找到。
  function leave(index, parsed, piece, several, beside) {
    if (piece.length === 1 && beside && !/\d/.test(piece)) { parsed.unused.push(piece); return; }
    if (/^[+-]?\d+(\.\d+)?%?$/.test(piece)) { parsed.text.push(piece); return; }
    if (namedBy(index, parsed, piece)) return;
    if (index.texts.some(function (item) { return item.folded.indexOf(piece) >= 0; })) { parsed.text.push(piece); return; }
    var near = index.nearest(finder.counted(piece));
    if (near && (!beside || near.close >= SAME || piece.length > 3)) {
      parsed.corrected.push([piece, near.text]);
      take(parsed, near.means, near.text, !several);
    } else if (piece.length === 1 && several) parsed.unused.push(piece);
    else parsed.unknown.push(piece);
  }

  // 单写四位数字的，没有那一年而有那个数字，就是数字。
  function when(index, parsed, time) {
    var figure = time.bare && !index.atTime(time).length && index.issues.some(function (issue) { return index.holdsFigure(issue, time.bare); });
    if (time.relative && time.said) parsed.relative.push([time.relative, time.said]);
    if (figure) parsed.text.push(time.bare);
    else parsed.time.push(finder.joined(parsed.time, time));
  }

  // 全是可有可无的字的，其中有网页名称的，就是那一页。
  function recover(parsed, pieces) {
    if (PICKS.some(function (kind) { return parsed[kind].length; }) || parsed.time.length || parsed.text.length || parsed.unknown.length) return;
    pieces.forEach(function (piece) {
      (piece.means || []).forEach(function (one) { if (one.kind === "page") parsed.page.push(one); });
    });
  }

  function holds(index, token) {
    return index.texts.some(function (item) { return item.folded.indexOf(token) >= 0; }) ||
      index.tables.some(function (item) { return item.folded.indexOf(token) >= 0; }) ||
      index.pages.some(function (item) { return item.folded.indexOf(token) >= 0; }) ||
      index.issues.some(function (item) { return item.folded.indexOf(token) >= 0; });
  }

  finder.parse = function (index, query) {
    var parsed = { time: [], corrected: [], relative: [], unused: [], unknown: [], said: query };
    PICKS.forEach(function (kind) { parsed[kind] = []; });
    var spaced = finder.spaced(query).slice(0, LONGEST).replace(/[()]/g, "").replace(/([a-z])['’ ](?=[a-z])/g, "$1");
    var tokens = spaced.replace(/(\d) (?=[年月日期季])/g, "$1").replace(/(附件|第) (?=\d)/g, "$1").replace(/(\d)nian/g, "$1年").replace(/(\d)yue/g, "$1月")
      .split(APART).filter(Boolean);
    var cut = tokens.map(function (token) { return segments(index, finder.counted(token)); });
    var whole = tokens.length === 1 && finder.timeAt(finder.counted(tokens[0]), 0, index);
    if (whole && whole.time.relative && whole.length === finder.counted(tokens[0]).length) cut = [[{ text: tokens[0], time: whole.time }]];
    var count = cut.reduce(function (sum, pieces) { return sum + pieces.length; }, 0);
    var named = count > 1 && index.vocabulary.get(finder.even(query.slice(0, LONGEST)));
    parsed.alone = count === 1 || Boolean(named);
    if (named) {
      take(parsed, named, finder.fold(query), true);
      return parsed;
    }
    cut.forEach(function (pieces, place) {
      var token = tokens[place], left = pieces.filter(function (piece) { return !piece.time && !piece.means; });
      if (left.length && namedBy(index, parsed, token)) return;
      if (left.length && holds(index, token)) { parsed.text.push(token); return; }
      if (left.length && pieces.length > 1) {
        var near = index.nearest(finder.counted(token));
        if (near && left.every(function (piece) { return !/\d/.test(piece.text); })) {
          parsed.corrected.push([token, near.text]);
          take(parsed, near.means, near.text, tokens.length === 1);
          return;
        }
      }
      pieces.forEach(function (piece) {
        if (piece.time) when(index, parsed, piece.time);
        else if (piece.means) take(parsed, piece.means, piece.text, count === 1);
        else leave(index, parsed, finder.fold(piece.text), count > 1, pieces.length > 1);
      });
    });
    recover(parsed, cut.flat());
    together(parsed);
    return parsed;
  };

  // 几处说的是同一个单位的，合成一处。
  function together(parsed) {
    parsed.organization = parsed.organization.reduce(function (groups, group) {
      var same = groups.filter(function (other) { return shared(other, group).length; })[0];
      if (!same) return groups.concat(group);
      same.items = shared(same, group);
      same.text = same.text.length < group.text.length ? group.text : same.text;
      return groups;
    }, []);
  }

  function shared(one, other) {
    return one.items.filter(function (mine) { return other.items.some(function (its) { return its.item === mine.item; }); });
  }
})();
