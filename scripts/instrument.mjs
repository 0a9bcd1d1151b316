// 把脚本的每一处改错都写进同一份脚本里，各有编号，用时打开其中一处：node instrument.mjs 输出文件夹 脚本…
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const silent = new Proxy({}, { get: (_, name) => () => (String(name).startsWith('is') ? false : undefined) });
const options = { plugins: null, excludedMutations: [], ignorers: [] };
const [folder, ...scripts] = process.argv.slice(2);
for (const script of scripts) {
  const content = readFileSync(script, 'utf-8');
  const made = await new Instrumenter(silent).instrument([{ name: script, mutate: true, content }], options);
  const mutants = made.mutants.map((mutant) => ({
    id: mutant.id,
    line: mutant.location.start.line + 1,
    kind: mutant.mutatorName,
    replacement: mutant.replacement,
  }));
  const name = join(folder, basename(script));
  writeFileSync(name, made.files[0].content);
  writeFileSync(`${name}.json`, JSON.stringify(mutants));
}
