// 统计期：网址、下载里写名称（2021-Q4），给读者看的是称呼（2021年第四季度）；都从公元零年起数月份。
(function () {
  "use strict";
  var NAME = /^(\d{4})(?:-(?:(\d{2})(?:_(\d{2}))?|Q([1-4])|H([12])))?$/;
  var TITLE = /^(\d{4})年(?:(\d{1,2})(?:—(\d{1,2}))?月|第([一二三四])季度|([上下])半年)?$/;
  var QUARTERS = "一二三四", HALVES = "上下";

  // 名称的头一个月和末一个月。
  function span(name) {
    var found = NAME.exec(name), year = found[1] * 12;
    if (found[2]) return [year + Number(found[2]) - 1, year + Number(found[3] || found[2]) - 1];
    var length = found[4] ? 3 : found[5] ? 6 : 12, last = year + length * (found[4] || found[5] || 1) - 1;
    return [last - length + 1, last];
  }

  // 名称怎样称呼；short 的不写年份。
  function title(name, short) {
    var found = NAME.exec(name), year = short ? "" : found[1] + "年";
    if (found[2]) return year + Number(found[2]) + (found[3] ? "—" + Number(found[3]) : "") + "月";
    if (found[4]) return year + "第" + QUARTERS[found[4] - 1] + "季度";
    if (found[5]) return year + HALVES[found[5] - 1] + "半年";
    return year || "全年";
  }

  // 称呼所指的头一个月；不是称呼，没有。
  function began(words) {
    var found = TITLE.exec(words);
    if (!found) return null;
    var before = found[2] ? found[2] - 1 : found[4] ? QUARTERS.indexOf(found[4]) * 3 : found[5] ? HALVES.indexOf(found[5]) * 6 : 0;
    return found[1] * 12 + before;
  }

  // 数到的那个月的名称。
  function monthName(number) { return Math.floor(number / 12) + "-" + ("0" + (number % 12 + 1)).slice(-2); }

  window.yuebaoPeriods = { span: span, title: title, began: began, monthName: monthName };
})();
