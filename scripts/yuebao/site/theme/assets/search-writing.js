// 检索：同一个词的各种写法。全角、繁体、汉字数字化为一种；拼音、首字母、错一个字，认得出是哪个词。
(function () {
  "use strict";
  var finder = window.yuebaoFinder = window.yuebaoFinder || {};
  var plain = new Map(), read = new Map();
  var DIGITS = "〇一二三四五六七八九", NUMERAL = "[〇○零一二三四五六七八九十百]+";
  var BEFORE = new RegExp("(第|附件|总)(" + NUMERAL + ")", "g");
  var AFTER = new RegExp(NUMERAL + "(?=[年月期季日号]|[-~至到]" + NUMERAL + "?\\d*月)", "g");

  // 繁体字和读音来自索引：pairs 是一繁一简相连，readings 是一个音节有哪些字。
  finder.learn = function (pairs, readings) {
    var signs = Array.from(pairs);
    for (var place = 0; place + 1 < signs.length; place += 2) plain.set(signs[place], signs[place + 1]);
    Object.keys(readings).forEach(function (syllable) {
      Array.from(readings[syllable]).forEach(function (sign) {
        read.set(sign, (read.get(sign) || []).concat(syllable));
      });
    });
  };

  // 全角变半角、繁体变简体、去声调、减号变连字符、去千位逗号。字间的空格留着。
  finder.spaced = function (text) {
    var even = text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").normalize("NFKC").toLowerCase();
    even = Array.from(even, function (sign) { return plain.get(sign) || sign; }).join("");
    return even.replace(/[\u2010-\u2015\u2212]/g, "-").replace(/(\d),(?=\d{3}(?!\d))/g, "$1").replace(/\s+/g, " ").trim();
  };

  finder.fold = function (text) {
    return finder.spaced(text).replace(/ /g, "");
  };

  // 年、月、期等前面，“第”“附件”后面的汉字数字变成阿拉伯数字：二〇二〇年 → 2020年，第一百四十三期 → 第143期。
  finder.counted = function (text) {
    return text.replace(BEFORE, function (_, word, numeral) { return word + number(numeral); }).replace(AFTER, number);
  };

  // 词和打的字都照此比：数字化过，括号不算。
  finder.even = function (text) {
    return finder.counted(finder.fold(text).replace(/[()]/g, ""));
  };

  // 一个词的拼音，每个字取第一种读音；有字不知道读音的是空的。
  finder.spelling = function (word) {
    var syllables = Array.from(word, function (sign) { return (read.get(sign) || [""])[0]; });
    return syllables.indexOf("") < 0 ? syllables.join("") : "";
  };

  // 一个字的拼音以哪些字母开头；不是汉字的是它自己。
  finder.initials = function (sign) {
    return (read.get(sign) || [sign]).map(function (syllable) { return syllable[0]; });
  };

  function number(numeral) {
    var digits = numeral.replace(/[○零]/g, "〇");
    if (!/[十百]/.test(digits)) return Array.from(digits, function (sign) { return DIGITS.indexOf(sign); }).join("");
    var total = 0, last = 0;
    Array.from(digits).forEach(function (sign) {
      if (sign === "百") { total += (last || 1) * 100; last = 0; }
      else if (sign === "十") { total += (last || 1) * 10; last = 0; }
      else last = DIGITS.indexOf(sign);
    });
    return String(total + last);
  }

  // 字母是不是这个词的拼音：每个字可以写全，也可以只写首字母。写全的字越多越像；整个词写完才算，partly 时最后可以没写完。
  finder.spells = function (letters, word, partly) {
    var signs = Array.from(word), whole = 0;
    function from(at, place) {
      if (at === letters.length) return place === signs.length || (partly && place > 1) ? 1 : 0;
      if (place === signs.length) return 0;
      var best = 0;
      (read.get(signs[place]) || [signs[place]]).forEach(function (syllable) {
        if (letters.startsWith(syllable, at)) best = Math.max(best, after(at + syllable.length, place, 1));
        else if (partly && syllable.startsWith(letters.slice(at))) best = Math.max(best, 0.5);
        if (syllable[0] === letters[at]) best = Math.max(best, after(at + 1, place, 0));
      });
      return best;
    }
    function after(at, place, full) {
      var rest = from(at, place + 1);
      return rest ? rest + full : 0;
    }
    whole = from(0, 0);
    return whole && whole / (signs.length + 1);
  };

  function alike(one, other) {
    var readings = read.get(one) || [];
    return (read.get(other) || []).some(function (syllable) { return readings.indexOf(syllable) >= 0; });
  }

  // 两个词只差一处（错、多、少一个字，或相邻两个字颠倒）有多像，0 是不像。同音的错字最像；只有两个字的，要同音才算。
  finder.resembles = function (typed, word) {
    var one = Array.from(typed), other = Array.from(word), start = 0, end = 0;
    if (Math.abs(one.length - other.length) > 1 || Math.min(one.length, other.length) < 2) return 0;
    while (start < one.length && start < other.length && one[start] === other[start]) start++;
    while (end < one.length - start && end < other.length - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end++;
    var left = one.slice(start, one.length - end), right = other.slice(start, other.length - end);
    if (left.length === 1 && right.length === 1 && alike(left[0], right[0])) return 3;
    if (one.length < 3 || other.length < 3 || /^[\d.%+-]+$/.test(typed)) return 0;
    if (left.length === 2 && right.length === 2) return left[0] === right[1] && left[1] === right[0] ? 2 : 0;
    return left.length <= 1 && right.length <= 1 ? 1 : 0;
  };
})();
