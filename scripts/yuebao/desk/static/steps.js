// What is typed, as steps in the rows of a table: done to them, and taken back.

/** A cell in words: its row by the key, one without by the number that stands before it, and its column. */
export function named({ rows, header, key }, row, column) {
  const name = key.map((each) => rows[row]?.[each]).filter(Boolean).join(" / ");
  return `${name || `第 ${row + 2} 行`} ${header[column]}`;
}

/** The rows after steps, those given left as they are; `width` is that of the table. */
export function after(rows, steps, width) {
  const made = rows.map((row) => [...row]);
  for (const step of steps) {
    if (step.do === "delete") made.splice(step.row, 1);
    else if (step.do === "insert") made.splice(step.row, 0, [...step.cells]);
    else {
      if (step.row === made.length) made.push(Array(width).fill(""));
      if (made[step.row]) made[step.row][step.column] = step.text;
    }
  }
  return made;
}

/** The steps that take others back. */
export function reversed(rows, steps, width) {
  let now = rows;
  const back = [];
  for (const step of steps) {
    if (step.do === "insert" || (step.do === "set" && step.row === now.length)) back.unshift({ do: "delete", row: step.row });
    else if (step.do === "set") back.unshift({ ...step, text: now[step.row][step.column] });
    else back.unshift({ do: "insert", row: step.row, cells: now[step.row] });
    now = after(now, [step], width);
  }
  return back;
}
