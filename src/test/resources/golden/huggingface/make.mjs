// Writes ids.jsonl: the ids of Hugging Face's tokenizers for the texts of texts.jsonl.
//   npm install tokenizers@0.23.2 && node make.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
const { Tokenizer } = createRequire(process.cwd() + '/')('tokenizers');

const here = new URL('.', import.meta.url).pathname;
const tokenizer = Tokenizer.fromFile(here + 'lake.json');
const lines = [];
for (const line of readFileSync(here + 'texts.jsonl', 'utf8').trim().split('\n')) {
  const { text } = JSON.parse(line);
  const encoded = await tokenizer.encode(text, null, { addSpecialTokens: false });
  lines.push(JSON.stringify({ text, ids: encoded.getIds() }));
}
writeFileSync(here + 'ids.jsonl', lines.join('\n') + '\n');
