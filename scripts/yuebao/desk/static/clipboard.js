// Blocks of cells as spreadsheets put them on the clipboard: tabs between cells, quotes round what holds a tab or a line.

/** The rows of a copied block. */
export function blockOf(text) {
  const rows = [[]];
  let cell = "";
  let quoted = false;
  const given = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let at = 0; at < given.length; at += 1) {
    const sign = given[at];
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (given[at + 1] === '"') { cell += '"'; at += 1; } else quoted = false;
    } else if (sign === '"' && cell === "") quoted = true;
    else if (sign === "\t") { rows.at(-1).push(cell); cell = ""; } else if (sign === "\n") {
      rows.at(-1).push(cell);
      cell = "";
      rows.push([]);
    } else cell += sign;
  }
  rows.at(-1).push(cell);
  return rows;
}

/** The block as a spreadsheet reads it. */
export function textOf(rows) {
  const written = (cell) => (/[\t\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return rows.map((row) => row.map(written).join("\t")).join("\n");
}
