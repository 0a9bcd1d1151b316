// 检索：各种写法的时间和期数。写法在汉字数字化成数字、全角化成半角之后认。
(function () {
  "use strict";
  var finder = window.yuebaoFinder = window.yuebaoFinder || {};
  var YEAR = "(?:((?:19|20|21)\\d\\d)(?:年度?)?[-./]?|(\\d\\d)年)", MONTH = "(\\d{1,2})", TO = " ?[-~至到] ?", ENGLISH = "janfebmaraprmayjunjulaugsepoctnovdec";
  var CHOICES = [
    [YEAR + MONTH + "月?份?" + TO + YEAR + MONTH + "(?:月份?)?(?![\\d日号])", function (f) { return months(year(f[1], f[2]), +f[3], year(f[4], f[5]), +f[6]); }],
    [YEAR + "?" + MONTH + "月?份?(?:" + TO + MONTH + "月份?|_" + MONTH + ")(?!\\d)", function (f) { return several(year(f[1], f[2]), +f[3], +(f[4] || f[5])); }],
    [YEAR + MONTH + "[月./-]" + MONTH + "(?:[日号]|(?![\\d月]))", function (f) { return day(year(f[1], f[2]), +f[3], +f[4]); }],
    [MONTH + "月" + MONTH + "[日号]", function (f) { return day(0, +f[1], +f[2]); }],
    [YEAR + "第?(\\d{1,4})[期号](?!\\d)", function (f) { return { counted: year(f[1], f[2]), number: +f[3], said: year(f[1], f[2]) + "年第" + +f[3] + "期" }; }],
    [YEAR + "?(?:q([1-4])|第?([1-4])季(?:度|报)?)", function (f) { return quarter(year(f[1], f[2]), +(f[3] || f[4])); }],
    ["q([1-4]) ?((?:19|20|21)\\d\\d)(?!\\d)", function (f) { return quarter(+f[2], +f[1]); }],
    [YEAR + "?(?:h([12])|([上下])半年(?:度|报)?)(?!\\d)", function (f) { return half(year(f[1], f[2]), f[3] ? +f[3] : f[4] === "上" ? 1 : 2); }],
    ["((?:19|20|21)\\d\\d)(0[1-9]|1[0-2])(?!\\d)", function (f) { return months(+f[1], +f[2], +f[1], +f[2]); }],
    [YEAR + MONTH + "(?:月份?)?(?![\\d期号.%])", function (f) { return /[年./-]|月/.test(f[0]) ? months(year(f[1], f[2]), +f[3], year(f[1], f[2]), +f[3]) : null; }],
    ["((?:19|20|21)\\d\\d)年?(?:度)?" + TO + "((?:19|20|21)\\d\\d)(?:年度?)?(?!\\d)", function (f) { return { first: +f[1] * 12, last: +f[2] * 12 + 11, said: f[1] + "至" + f[2] + "年", years: [+f[1], +f[2]] }; }],
    ["(总第|总|第|no\\.?)(\\d{1,4})[期号]|(\\d{1,4})期", function (f) { return { total: +(f[2] || f[3]), said: (f[1] && f[1][0] === "总" ? "总第" : "第") + +(f[2] || f[3]) + "期" }; }],
    ["(?:总第?|no\\.?|第(?=\\d{2,}$))(\\d{1,4})(?![\\d.%])", function (f) { return { total: +f[1], said: "总第" + +f[1] + "期" }; }],
    ["(\\d\\d)[-/](0[1-9]|1[0-2])(?![\\d./%-])", function (f) { var own = year("", f[1]); return months(own, +f[2], own, +f[2]); }],
    ["(january|february|march|april|may|june|july|august|september|october|november|december)(?![a-z])", function (f) { var month = ENGLISH.indexOf(f[1].slice(0, 3)) / 3 + 1; return months(0, month, 0, month); }],
    [MONTH + "月份?", function (f) { return months(0, +f[1], 0, +f[1]); }],
    ["((?:19|20|21)\\d\\d)(?![\\d.%])(?:年度?|(?=\\D|$))|(\\d\\d)年度?", function (f) { var own = year(f[1], f[2]); return { first: own * 12, last: own * 12 + 11, years: [own, own], said: own + "年", bare: /^\d+$/.test(f[0]) && f[0] }; }]
  ].map(function (choice) { return [new RegExp(choice[0], "y"), choice[1]]; });

  function year(whole, short) {
    return whole ? +whole : short ? 2000 + +short : 0;
  }

  // first、last 是从公元元年起数的月；没有写年份的是 1 至 12 月，every 为真：哪一年都算。
  function months(from, month, until, other) {
    if (month < 1 || month > 12 || other < 1 || other > 12) return { never: true };
    if (!from) return { every: true, first: month - 1, last: other - 1, said: month + (other === month ? "" : "至" + other) + "月" };
    var first = from * 12 + month - 1, last = until * 12 + other - 1;
    if (last < first) return { never: true };
    var said = from + "年" + month + (first === last ? "" : (until === from ? "至" : "月至" + until + "年") + other) + "月";
    return { first: first, last: last, said: said };
  }

  function several(from, first, last) {
    return first < last ? months(from, first, from, last) : { never: true };
  }

  function named(time, said) {
    time.said = said;
    return time;
  }

  function quarter(from, place) {
    return named(months(from, place * 3 - 2, from, place * 3), (from ? from + "年" : "") + "第" + "一二三四"[place - 1] + "季度");
  }

  function half(from, place) {
    return named(months(from, place * 6 - 5, from, place * 6), (from ? from + "年" : "") + "上下"[place - 1] + "半年");
  }

  function day(from, month, number) {
    var time = months(from, month, from, month);
    if (number < 1 || number > 31) return { never: true };
    if (time.never) return time;
    var two = function (value) { return (value < 10 ? "0" : "") + value; };
    time.day = (from ? from + "-" : "-") + two(month) + "-" + two(number);
    return named(time, (from ? from + "年" : "") + month + "月" + number + "日");
  }

  // ── 以最新一期为准的说法：它的末一个月是“本月”，那一年是“今年”。
  var AGO = { 今: 0, 本: 0, 去: 1, 上: 1, 上1: 1, 前1: 1, 前: 2, 大前: 3, 明: -1 }, BACK = { 本: 0, 这: 0, 这个: 0, 当: 0, 上: 1, 上个: 1, 上1个: 1, 上1: 1, 前1个: 1, 上上: 2, 上上个: 2, 下: -1, 下个: -1 };
  var WHICH = "(大前|今|本|去|上1|上|前1|前|明)年度?", NEAR = "(本|这个|这|当|上上个|上上|上1个|上1|上个|上|前1个|下个|下)";
  var MANY = "(\\d{1,2}|[两二三四五六七八九十]{1,3})", LATEST = "(?:最近|近|过去|之前|前|上)的?", TENS = /^([两二三四五六七八九])?(十)?([一二三四五六七八九])?$/;
  var RELATIVE = [
    [WHICH, function (f, now) { return yearOf(now, AGO[f[1]]); }],
    [WHICH + "(?:的)?(?:同月|同期|[本当]月|这个?月|这个?时候)", function (f, now) { return AGO[f[1]] > 0 ? ago(now, AGO[f[1]] * 12, now.last - now.first) : null; }],
    [WHICH + "的?第?([1-4])季度?", function (f, now) { return quarter(now.year - AGO[f[1]], +f[2]); }],
    [WHICH + "的?([上下])半年", function (f, now) { return half(now.year - AGO[f[1]], f[2] === "上" ? 1 : 2); }],
    [WHICH + "的?" + MONTH + "月份?(?!\\d)", function (f, now) { var own = now.year - AGO[f[1]]; return months(own, +f[2], own, +f[2]); }],
    [NEAR + "月份?", function (f, now) { return ago(now, BACK[f[1]], 0); }],
    [NEAR + "季度?", function (f, now) { var at = Math.floor(now.last / 3) - BACK[f[1]]; return quarter(Math.floor(at / 4), at % 4 + 1); }],
    ["(?:" + WHICH + ")?年?([初底末])", function (f, now) { if (!f[1] && f[0][0] !== "年") return null; var own = now.year - (AGO[f[1]] || 0), month = f[2] === "初" ? 1 : 12; return months(own, month, own, month); }],
    ["(?:" + MANY + "个月|(半)年)(?:以|之)?前", function (f, now) { return ago(now, f[2] ? 6 : many(f[1]), 0); }],
    [MANY + "年(?:以|之)?前", function (f, now) { return yearOf(now, many(f[1])); }],
    [LATEST + "(?:" + MANY + "个?(月|季度?|年)|(半)年)(?!\\d)", function (f, now) { return f[0].indexOf("上半") === 0 ? null : ago(now, 0, (f[3] ? 6 : many(f[1]) * { 月: 1, 季: 3, 季度: 3, 年: 12 }[f[2]]) - 1); }],
    [LATEST + MANY + "期", function (f, now) { return many(f[1]) > 1 ? now.issue(many(f[1])) : null; }],
    ["下1?期", function (f, now) { return ago(now, now.first - now.last - 1, now.last - now.first); }]
  ].map(function (choice) { return [new RegExp(choice[0], "y"), choice[1]]; });

  // 几：数字，或汉字写的，到九十九。
  function many(text) {
    var signs = " 一二三四五六七八九", found = TENS.exec(text.replace("两", "二"));
    if (!found) return +text || 1;
    return found[2] ? (found[1] ? signs.indexOf(found[1]) : 1) * 10 + Math.max(signs.indexOf(found[3] || " "), 0) : signs.indexOf(text.replace("两", "二")[0]);
  }

  function yearOf(now, back) {
    var own = now.year - back;
    return { first: own * 12, last: own * 12 + 11, years: [own, own], said: own + "年" };
  }

  // 往回数 back 个月，连同再往前的 more 个月。
  function ago(now, back, more) {
    var last = now.last - back, first = last - more;
    return months(Math.floor(first / 12), first % 12 + 1, Math.floor(last / 12), last % 12 + 1);
  }

  // 最新一期是什么时候；没有一期，没有以它为准的说法。
  function newest(index) {
    var issue = index.newest;
    if (!issue) return null;
    function first(one) { return one.year * 12 + one.first - 1; }
    return {
      year: issue.year, first: first(issue), last: issue.year * 12 + issue.last - 1, label: issue.label,
      issue: function (count) {
        var from = first(index.issues[Math.max(0, index.issues.length - count)]);
        return count ? ago(this, 0, this.last - from) : null;
      }
    };
  }

  // 从 at 起最长的一处时间：{time, length}，没有则 null。不从数字中间起。
  finder.timeAt = function (text, at, index) {
    if (at && /[\d.]/.test(text[at - 1]) && /\d/.test(text[at])) return null;
    var best = null, now = newest(index);
    function meet(choice, relative) {
      choice[0].lastIndex = at;
      var found = choice[0].exec(text);
      if (!found || (best && found[0].length <= best.length)) return;
      var time = choice[1](found, now);
      if (!time) return;
      if (relative) time.relative = found[0];
      best = { time: time, length: found[0].length };
    }
    CHOICES.forEach(function (choice) { meet(choice, false); });
    if (now) RELATIVE.forEach(function (choice) { meet(choice, true); });
    return best;
  };

  // 一年和没有写年份的月、季度写在两处的，合成一个时间；合成了的那一处从 times 里去掉。
  finder.joined = function (times, time) {
    var other = times.filter(function (known) {
      var year = known.years || time.years;
      return (known.every ? time.years : known.years && time.every) && year[0] === year[1];
    })[0];
    if (!other) return time;
    times.splice(times.indexOf(other), 1);
    var from = (other.years || time.years)[0] * 12, part = other.every ? other : time;
    return { first: from + part.first, last: from + part.last, day: part.day && from / 12 + part.day, said: from / 12 + "年" + part.said };
  };

  // 这一期是不是在这段时间里：2 是恰好，1 是有一部分，0 不是。
  finder.within = function (issue, time) {
    if (time.never) return 0;
    if (time.total) return issue.total === time.total ? 2 : issue.number === time.total ? 1 : 0;
    if (time.number) return issue.counted === time.counted && issue.number === time.number ? 2 : 0;
    var first = issue.year * 12 + issue.first - 1, last = issue.year * 12 + issue.last - 1;
    if (time.day && issue.published && issue.published.endsWith(time.day)) return 2;
    if (time.every) {
      first = issue.first - 1;
      last = issue.last - 1;
    }
    if (first > time.last || last < time.first) return 0;
    return first === time.first && last === time.last && !time.day ? 2 : 1;
  };
})();
