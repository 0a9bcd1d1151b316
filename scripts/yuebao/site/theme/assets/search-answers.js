// 检索：由公布的数字写成的答案。数字照登，不计算；存疑、更正过的格照说；没有公布的说没有公布。
(function () {
  "use strict";
  var finder = window.yuebaoFinder = window.yuebaoFinder || {};

  function cell(index, answers, table, row, column) {
    var own = answers.tables[table], place = own ? own[0].indexOf(column) : -1;
    if (place < 0 || !own[1][row]) return null;
    return { table: table, row: row, column: column, text: own[1][row][place], mark: answers.marks[table + "." + row + "." + column] };
  }

  // 一期里的一条答案，点开是那一格；排在哪里，由找的程序定。
  function answer(issue, title, detail, found) {
    return { title: title + " " + issue.label, detail: detail, url: "issues/" + issue.name + ".html#" + found.table + "." + found.row + "." + found.column, answer: true };
  }

  // 一列怎样称呼；以单位为列名的，是那个单位的，合计行是合计的。
  function titled(index, found) {
    var table = index.table.get(found.table), column = table.columns.filter(function (one) { return one.id === found.column; })[0] || { title: found.column, unit: "" };
    if (!column.about) return column;
    return { title: (found.row !== "total" ? column.title : table.yearly ? "年内累计" : "合计") + column.counts, unit: column.unit };
  }

  // 一格怎样说：照声明的句子，没有声明的说列名、数字、单位。
  function said(index, found) {
    var sentence = index.sentences.get(found.table + "." + found.column), column = titled(index, found);
    var mark = found.mark ? "（" + found.mark + "）" : "";
    if (found.text === null) return column.title + "本期未公布" + mark;
    if (!/\d/.test(found.text)) return column.title + (found.text ? "“" + found.text + "”" : "空白") + mark;
    if (sentence) return sentence.text.replace("{}", function () { return found.text; }) + mark;
    var unit = column.unit === "%" ? "" : column.unit;
    return column.title + found.text + unit + mark;
  }

  function name(answers, index, id) {
    return answers.names[id] || (index.byId.has(id) ? index.byId.get(id).name : "");
  }

  // 先看哪些表：问到的；问全年的，先看累计的，否则先看当期的。
  finder.tablesFor = function (index, parsed) {
    var wanted = parsed.table.flatMap(function (one) { return one.tables; });
    var kinds = parsed.kind.map(function (one) { return one.id; });
    var yearly = parsed.time.some(function (time) { return time.years; }) || false;
    return index.tables.filter(function (table) {
      return (!wanted.length || wanted.indexOf(table.id) >= 0) && (!kinds.length || kinds.some(function (kind) { return table.kinds.indexOf(kind) >= 0; }));
    }).sort(function (one, other) {
      return (yearly ? other.yearly - one.yearly : one.yearly - other.yearly) || one.place - other.place;
    });
  };

  finder.columnsFor = function (index, parsed) {
    return Array.from(new Set(parsed.measure.flatMap(function (one) { return one.columns; })
      .concat(parsed.highlight.map(function (one) { return one.column; }))));
  };

  // 一组单位（同一个名称可以是几个单位）在这一期里问到的各格；没有问哪一列的，是声明了要说的各列。
  function cellsOf(index, answers, group, parsed, columns) {
    var found = [];
    finder.tablesFor(index, parsed).forEach(function (table) {
      var asked = columns.length ? columns : table.columns.map(function (column) { return column.id; }).filter(function (id) {
        var sentence = index.sentences.get(table.id + "." + id);
        return sentence && sentence.leads;
      });
      if (!columns.length && !asked.length && parsed.table.length) asked = table.columns.slice(0, 3).map(function (column) { return column.id; });
      index.family(group.items.map(function (one) { return one.item; })).forEach(function (item) {
        var own = asked.map(function (column) { return cell(index, answers, table.id, item.id, column); }).filter(Boolean);
        if (own.length) found.push({ item: item, table: table, cells: own });
      });
    });
    return found;
  }

  // 以单位为列名的列：这一列的合计，或与另一个单位那一行交叉的一格。问的是同一张表里别的列的，不算。
  function crossing(index, answers, group, rows, parsed) {
    var found = [], columns = finder.columnsFor(index, parsed);
    finder.tablesFor(index, parsed).forEach(function (table) {
      if (table.columns.some(function (column) { return columns.indexOf(column.id) >= 0; })) return;
      group.items.forEach(function (one) {
        rows.forEach(function (row) {
          var own = cell(index, answers, table.id, row, one.item.id);
          if (own) found.push({ item: one.item, table: table, cells: [own] });
        });
      });
    });
    return found;
  }

  function card(index, issue, answers, found, who) {
    return answer(issue, who, found.map(function (one) { return said(index, one); }).join("，"), found[0]);
  }

  // 一个单位在一期里的答案：同一个单位的各格合成一句；表不同而问的是同一列的，各是一条。
  function ofOne(index, issue, answers, group, parsed, columns) {
    var found = cellsOf(index, answers, group, parsed, columns);
    if (!found.length) found = crossing(index, answers, group, ["total"], parsed);
    var firm = found.filter(function (one) { return one.cells.some(function (each) { return /\d/.test(each.text || ""); }); });
    if (columns.length || parsed.table.length) {
      return (columns.length ? found : firm.length ? firm : found).map(function (one) { return card(index, issue, answers, one.cells, name(answers, index, one.item.id)); });
    }
    var together = new Map();
    (firm.length ? firm : found.slice(0, 1)).forEach(function (one) {
      var known = together.get(one.item.id) || [];
      together.set(one.item.id, known.concat(one.cells.filter(function (each) { return known.length === 0 || /\d/.test(each.text || ""); })));
    });
    return Array.from(together, function (pair) { return card(index, issue, answers, pair[1], name(answers, index, pair[0])); });
  }

  // 两个以上单位：一个是行、一个是列的，是那一格；都是行的，并在一句里说。
  function ofSeveral(index, issue, answers, groups, parsed, columns) {
    var crossed = groups.flatMap(function (group) {
      var rows = groups.filter(function (other) { return other !== group; }).flatMap(function (other) { return other.items.map(function (one) { return one.item.id; }); });
      return crossing(index, answers, group, rows, parsed).map(function (one) {
        return card(index, issue, answers, one.cells, name(answers, index, one.cells[0].row));
      });
    });
    if (crossed.length) return crossed;
    var cards = groups.map(function (group) { return ofOne(index, issue, answers, group, parsed, columns)[0]; }).filter(Boolean);
    if (cards.length < 2) return cards;
    return [{ title: cards.map(function (one) { return one.title.split(" ")[0]; }).join("、") + " " + issue.label, detail: cards.map(function (one) { return one.title.split(" ")[0] + one.detail; }).join("；"), url: cards[0].url, answer: true }].concat(cards);
  }

  finder.organizationAnswers = function (index, issue, answers, groups, parsed) {
    var columns = finder.columnsFor(index, parsed);
    return groups.length > 1 ? ofSeveral(index, issue, answers, groups, parsed, columns) : ofOne(index, issue, answers, groups[0], parsed, columns);
  };

  // 没有问哪个单位：表的合计，或只有一行的表的那一格；网页突出的数字在前。
  finder.totalAnswers = function (index, issue, answers, parsed) {
    var columns = finder.columnsFor(index, parsed), tables = finder.tablesFor(index, parsed);
    var order = tables.map(function (table) { return table.id; });
    var asked = index.highlights.filter(function (one) {
      return order.indexOf(one[1]) >= 0 && (parsed.highlight.some(function (each) { return each.table === one[1] && each.column === one[2]; }) ||
        (!parsed.highlight.length && columns.indexOf(one[2]) >= 0));
    }).map(function (one) { return { table: one[1], column: one[2], called: one[0] }; });
    columns.forEach(function (column) {
      tables.forEach(function (table) { asked.push({ table: table.id, column: column, called: table.title + "，合计" }); });
    });
    return asked.map(function (one) {
      var own = answers.tables[one.table], rows = own ? Object.keys(own[1]) : [];
      var found = cell(index, answers, one.table, rows.length === 1 ? rows[0] : "total", one.column);
      return found && found.text !== "" && answer(issue, one.called, said(index, found), found);
    }).filter(Boolean);
  };

  // 谁第一：一列里最大的各行，并列的都说。合计行不算；有一格没有公布的，不说。
  finder.leaderAnswers = function (index, issue, answers, parsed) {
    var least = parsed.last.length > 0, places = parsed.kind.map(function (one) { return one.id; });
    var headed = index.tables.filter(function (table) { return table.columns.some(function (column) { return places.indexOf(column.about) >= 0; }); });
    if (headed.length) return headed.map(function (table) { return columnLeader(index, issue, answers, table, least ? -1 : 1); }).filter(Boolean);
    var columns = finder.columnsFor(index, parsed), tables = finder.tablesFor(index, parsed).map(function (table) { return table.id; });
    var asked = columns.length ? columns.flatMap(function (column) {
      return tables.map(function (table) { return [table, column, titled(index, { table: table, column: column }).title + "最高"]; });
    }) : index.leaders.filter(function (one) { return tables.indexOf(one[0]) >= 0; });
    return asked.map(function (one) {
      var known = index.leaders.filter(function (each) { return each[0] === one[0] && each[1] === one[1]; })[0] || one;
      return leader(index, issue, answers, known, least ? -1 : 1);
    }).filter(Boolean);
  };

  // 以单位为列名的各列里，合计最大（最小）的一列。
  function columnLeader(index, issue, answers, table, sign) {
    var all = table.columns.filter(function (column) { return column.about; }).map(function (column) { return cell(index, answers, table.id, "total", column.id); });
    if (all.length < 2 || all.some(function (one) { return !one || !/\d/.test(one.text || ""); })) return null;
    var most = Math.max.apply(null, all.map(function (one) { return sign * parseFloat(one.text); }));
    var rows = all.filter(function (one) { return sign * parseFloat(one.text) === most; });
    return answer(issue, table.title + (sign < 0 ? "，最少" : "，最多"), rows.map(function (one) { return name(answers, index, one.column); }).join("、") + "：" + said(index, rows[0]), rows[0]);
  }

  // 哪些单位没有：一列里空白的各行，照表的次序。
  finder.blankAnswers = function (index, issue, answers, parsed) {
    var columns = finder.columnsFor(index, parsed);
    return finder.tablesFor(index, parsed).flatMap(function (table) {
      return columns.slice(0, 1).map(function (column) {
        var own = answers.tables[table.id], blank = own && table.kinds.length ? Object.keys(own[1]).map(function (row) { return cell(index, answers, table.id, row, column); })
          .filter(function (one) { return one && one.text === "" && one.row !== "total"; }) : [];
        return blank.length && answer(issue, titled(index, blank[0]).title + "空白的", blank.map(function (one) { return name(answers, index, one.row); }).join("、"), blank[0]);
      });
    }).filter(Boolean);
  };

  // sign 为负的问最小的：有空白的列说不出谁最小，不说。
  function leader(index, issue, answers, asked, sign) {
    var own = answers.tables[asked[0]], most = -Infinity, rows = [];
    if (!own || own[0].indexOf(asked[1]) < 0) return null;
    var all = Object.keys(own[1]).filter(function (row) { return row !== "total"; }).map(function (row) { return cell(index, answers, asked[0], row, asked[1]); });
    if (all.length < 2 || all.some(function (one) { return one.text === null || (sign < 0 && !/\d/.test(one.text)); })) return null;
    all.forEach(function (one) {
      var value = /\d/.test(one.text) ? sign * parseFloat(one.text) : -Infinity;
      if (value > most) { most = value; rows = []; }
      if (value === most && value > -Infinity) rows.push(one);
    });
    if (!rows.length) return null;
    var called = sign < 0 ? titled(index, { table: asked[0], column: asked[1] }).title + "最小" : asked[2];
    return answer(issue, called, rows.map(function (one) { return name(answers, index, one.row); }).join("、") + "：" + said(index, rows[0]), rows[0]);
  }
})();
