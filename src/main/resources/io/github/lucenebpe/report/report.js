'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const SVG = 'http://www.w3.org/2000/svg';
  const byId = (id) => document.getElementById(id);
  const number = (n) => n.toLocaleString('en-US');

  function svg(name, attributes, parent, text) {
    const element = document.createElementNS(SVG, name);
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    if (text !== undefined) element.textContent = text;
    if (parent) parent.append(element);
    return element;
  }

  // ---- The curve of compression. ----

  const curve = data.curve.map(([size, tokens]) => ({ size, tokens, ratio: tokens ? data.bytes / tokens : 0 }));

  function sizeTicks(from, to, room) {
    const ticks = [];
    for (let size = 256; size <= to; size *= 2) if (size >= from) ticks.push(size);
    if (ticks.length < 3) {
      return [0, 1 / 3, 2 / 3, 1].map((part) => Math.round(from + part * (to - from))).filter((size, i, all) => all.indexOf(size) === i);
    }
    const step = Math.ceil(ticks.length / Math.max(2, Math.floor(room / 56)));
    return ticks.filter((size, i) => i % step === 0);
  }

  function short(size) {
    return size >= 1024 && size % 1024 === 0 ? size / 1024 + 'k' : String(size);
  }

  function niceStep(range) {
    const rough = range / 6;
    const power = 10 ** Math.floor(Math.log10(rough));
    return [1, 2, 2.5, 5, 10].map((n) => n * power).find((n) => n >= rough);
  }

  function drawCurve() {
    const box = byId('curve');
    box.replaceChildren();
    const width = box.clientWidth;
    const height = box.clientHeight;
    const left = 38, right = 16, top = 24, bottom = 34;
    const from = curve[0].size;
    const to = Math.max(curve[curve.length - 1].size, from + 1);
    const most = Math.max(...curve.map((point) => point.ratio), 1.2);
    const x = (size) => left + (Math.log(size / from) / Math.log(to / from)) * (width - left - right);
    const y = (ratio) => height - bottom - (ratio / (most * 1.06)) * (height - top - bottom);
    const root = svg('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': 'Bytes per token by vocabulary size' }, box);
    const step = niceStep(most);
    for (let ratio = 0; ratio <= most * 1.06; ratio += step) {
      svg('line', { class: 'grid', x1: left, x2: width - right, y1: y(ratio), y2: y(ratio) }, root);
      svg('text', { x: left - 8, y: y(ratio) + 4, 'text-anchor': 'end' }, root, String(Math.round(ratio * 100) / 100));
    }
    for (const size of sizeTicks(from, to, width - left - right)) {
      const anchor = x(size) > width - right - 14 ? 'end' : x(size) < left + 10 ? 'start' : 'middle';
      svg('text', { x: x(size), y: height - bottom + 18, 'text-anchor': anchor }, root, short(size));
    }
    svg('text', { x: 0, y: 12 }, root, 'bytes per token');
    const points = curve.map((point) => `${x(point.size).toFixed(1)},${y(point.ratio).toFixed(1)}`);
    svg('polygon', { class: 'area', points: `${left},${y(0)} ${points.join(' ')} ${x(curve[curve.length - 1].size)},${y(0)}` }, root);
    svg('polyline', { class: 'line', points: points.join(' ') }, root);
    const last = curve[curve.length - 1];
    svg('circle', { class: 'dot', cx: x(last.size), cy: y(last.ratio), r: 5 }, root);
    svg('text', { class: 'end', x: x(last.size) - 4, y: y(last.ratio) - 10, 'text-anchor': 'end' }, root, last.ratio.toFixed(2));

    const rule = svg('line', { class: 'rule', y1: top, y2: height - bottom, visibility: 'hidden' }, root);
    const dot = svg('circle', { class: 'dot', r: 5, visibility: 'hidden' }, root);
    const tip = document.createElement('div');
    tip.className = 'tip';
    tip.hidden = true;
    box.append(tip);
    root.addEventListener('pointermove', (event) => {
      const at = event.clientX - box.getBoundingClientRect().left;
      const point = curve.reduce((best, other) => (Math.abs(x(other.size) - at) < Math.abs(x(best.size) - at) ? other : best));
      rule.setAttribute('x1', x(point.size));
      rule.setAttribute('x2', x(point.size));
      dot.setAttribute('cx', x(point.size));
      dot.setAttribute('cy', y(point.ratio));
      rule.setAttribute('visibility', 'visible');
      dot.setAttribute('visibility', 'visible');
      tip.hidden = false;
      tip.textContent = `${number(point.size)} tokens: ${point.ratio.toFixed(2)} bytes per token`;
      const shift = Math.min(Math.max(0, x(point.size) - tip.offsetWidth / 2), width - tip.offsetWidth);
      tip.style.transform = `translate(${shift}px, ${top}px)`;
    });
    root.addEventListener('pointerleave', () => {
      tip.hidden = true;
      rule.setAttribute('visibility', 'hidden');
      dot.setAttribute('visibility', 'hidden');
    });
  }

  // ---- The tokens: a string for each, one char a byte. ----

  const packed = atob(data.merges);
  const NONE = 0xffffff;
  const size = packed.length / 6;
  const part = (at) => (packed.charCodeAt(at) << 16) | (packed.charCodeAt(at + 1) << 8) | packed.charCodeAt(at + 2);
  const left = (id) => part(6 * id);
  const right = (id) => part(6 * id + 3);
  const tokens = new Array(size);
  data.byteIds.forEach((id, byte) => { tokens[id] = String.fromCharCode(byte); });
  for (let id = 0; id < size; id++) {
    if (left(id) !== NONE) tokens[id] = tokens[left(id)] + tokens[right(id)];
  }
  const specials = new Map();
  for (const name in data.specials) if (!specials.has(data.specials[name])) specials.set(data.specials[name], name);

  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const SIGNS = { ' ': '·', '\n': '↵', '\t': '⇥', '\r': '␍' };

  function character(token, at) {
    for (let length = 1; length <= 4 && at + length <= token.length; length++) {
      try {
        const bytes = Uint8Array.from(token.slice(at, at + length), (c) => c.charCodeAt(0));
        return { text: strict.decode(bytes), length };
      } catch (malformed) {
        // Perhaps with one byte more.
      }
    }
    return null;
  }

  function visible(token) {
    let out = '';
    for (let at = 0; at < token.length;) {
      const found = character(token, at);
      if (found === null) {
        out += '\\x' + token.charCodeAt(at).toString(16).padStart(2, '0');
        at++;
      } else {
        const c = found.text;
        if (SIGNS[c]) out += SIGNS[c];
        else if (/[\p{C}\p{Z}]/u.test(c)) out += `\\u{${c.codePointAt(0).toString(16)}}`;
        else if (/[\p{Mn}\p{Me}]/u.test(c) && out === '') out += '◌' + c;
        else out += c;
        at += found.length;
      }
    }
    return out;
  }

  // ---- The merge tree. ----

  const ROW = 66, BOX = 40, GAP = 10;
  const measure = document.createElement('canvas').getContext('2d');

  function labelWidth(label) {
    measure.font = '14px ' + getComputedStyle(document.documentElement).getPropertyValue('--mono');
    return measure.measureText(label).width;
  }

  /** A node with the width of what is below it: no box is wider than its share. */
  function layout(id) {
    const label = visible(tokens[id]);
    const own = Math.max(46, labelWidth(label) + 18, String(id).length * 7 + 14);
    const node = { id, label, own, children: left(id) === NONE ? [] : [layout(left(id)), layout(right(id))] };
    const below = node.children.reduce((sum, child) => sum + child.width, 0) + GAP * Math.max(0, node.children.length - 1);
    node.width = Math.max(own, below);
    node.below = below;
    node.depth = 1 + Math.max(0, ...node.children.map((child) => child.depth));
    return node;
  }

  function draw(node, x, y, group, links) {
    let from = x + (node.width - node.below) / 2;
    const centers = [];
    for (const child of node.children) {
      centers.push(draw(child, from, y + ROW, group, links));
      from += child.width + GAP;
    }
    const center = centers.length ? (centers[0] + centers[1]) / 2 : x + node.width / 2;
    const at = Math.min(Math.max(center, x + node.own / 2), x + node.width - node.own / 2);
    for (const child of centers) {
      svg('path', { d: `M${at},${y + BOX} C${at},${y + BOX + 14} ${child},${y + ROW - 14} ${child},${y + ROW}` }, links);
    }
    const box = svg('g', { class: node.children.length ? 'merge' : 'leaf', 'data-id': node.id, transform: `translate(${at - node.own / 2},${y})` }, group);
    svg('rect', { width: node.own, height: BOX, rx: 7 }, box);
    svg('text', { x: node.own / 2, y: 18, direction: 'ltr' }, box, node.label);
    svg('text', { class: 'id', x: node.own / 2, y: 33 }, box, node.id);
    return at;
  }

  function choose(id) {
    const chosen = byId('chosen');
    const drawing = byId('drawing');
    drawing.replaceChildren();
    chosen.replaceChildren();
    const name = document.createElement('bdi');
    if (tokens[id] === undefined) {
      if (!specials.has(id)) return;
      name.textContent = specials.get(id);
      chosen.append(name, ` is the special token ${id}; no merges make it.`);
      return;
    }
    name.textContent = visible(tokens[id]);
    const length = tokens[id].length;
    const root = layout(id);
    chosen.append(name, ` · token ${id} · ${length} ${length === 1 ? 'byte' : 'bytes'} · ${root.depth - 1} ${root.depth === 2 ? 'level' : 'levels'} of merges`);
    const margin = 3;
    const width = root.width + 2 * margin;
    const height = (root.depth - 1) * ROW + BOX + 2 * margin;
    const picture = svg('svg', { width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': `Merge tree of token ${id}` }, drawing);
    const links = svg('g', {}, picture);
    const boxes = svg('g', {}, picture);
    const center = draw(root, margin, margin, boxes, links);
    boxes.lastChild.classList.add('root');
    drawing.scrollLeft = center - drawing.clientWidth / 2;
    document.querySelectorAll('.text .on').forEach((span) => span.classList.remove('on'));
  }

  function find(query) {
    const id = /^#?\d+$/.test(query) ? Number(query.replace('#', '')) : -1;
    const found = [];
    if (tokens[id] !== undefined || specials.has(id)) found.push(id);
    if (!query.startsWith('#')) {
      const wanted = String.fromCharCode(...new TextEncoder().encode(query.replaceAll('·', ' ')));
      const matches = [];
      for (let other = 0; other < size; other++) {
        if (tokens[other] !== undefined && tokens[other].includes(wanted)) matches.push(other);
      }
      matches.sort((a, b) => tokens[a].length - tokens[b].length || a - b);
      found.push(...matches.filter((other) => other !== id).slice(0, 16));
      for (const [special, name] of specials) if (name.includes(query) && found.length < 20) found.push(special);
    }
    return found;
  }

  function chip(id) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'chip';
    button.dataset.id = id;
    const name = document.createElement('bdi');
    name.textContent = tokens[id] === undefined ? specials.get(id) : visible(tokens[id]);
    const note = document.createElement('small');
    note.textContent = '#' + id;
    button.append(name, note);
    return button;
  }

  function show(ids) {
    byId('matches').replaceChildren(...ids.map(chip));
  }

  byId('query').addEventListener('input', (event) => {
    const query = event.target.value;
    const found = query === '' ? [] : find(query);
    show(found);
    if (found.length) choose(found[0]);
  });
  byId('pick').addEventListener('submit', (event) => event.preventDefault());
  byId('random').addEventListener('click', () => {
    let id;
    do id = Math.floor(Math.random() * size); while (tokens[id] === undefined || (size > 256 && left(id) === NONE && data.curve.length > 1));
    show([]);
    choose(id);
  });
  document.addEventListener('click', (event) => {
    const target = event.target.closest('[data-id], [data-ids]');
    if (!target) return;
    const ids = (target.dataset.ids || target.dataset.id).split(' ').map(Number);
    choose(ids[0]);
    if (target.dataset.ids) {
      show(ids.length > 1 ? ids : []);
      target.classList.add('on');
    }
    if (!target.closest('#tree')) byId('tree').scrollIntoView({ behavior: 'smooth' });
  });
  for (const span of document.querySelectorAll('.text [data-ids]')) {
    span.title = span.dataset.ids.split(' ').map((id) => '#' + id).join(' ');
  }

  drawCurve();
  new ResizeObserver(drawCurve).observe(byId('curve'));

  // To begin with: the longest word of the sample that is one token and no monster.
  let first = -1;
  for (const span of document.querySelectorAll('.text [data-ids]')) {
    const id = Number(span.dataset.ids);
    const better = first < 0 || (tokens[id] && tokens[id].length > tokens[first].length);
    if (tokens[id] && tokens[id].length <= 12 && /^[ ]?\p{L}+$/u.test(span.textContent) && better) first = id;
  }
  choose(first >= 0 ? first : data.byteIds[97]);
})();
