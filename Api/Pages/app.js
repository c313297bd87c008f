// The first page a newcomer sees: the live model over REST, kept live by the event feed.
import { ask, isSignedIn, onSignedOut, resume, signIn, signOut, ticket } from '/session.js';

const byId = id => document.getElementById(id);
const svgNamespace = 'http://www.w3.org/2000/svg';
const keptEvents = 100;
const seenEvents = new Set();
let projects = [];
let selected = new URLSearchParams(location.search).get('project');
let cursor = null;
let reconnectDelay = 1000;
let eventTotal = 0;

const element = (name, className, text) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
};

const svg = (name, attributes) => {
  const made = document.createElementNS(svgNamespace, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};

function notice(text) {
  byId('notice').textContent = text ?? '';
  byId('notice').hidden = !text;
}

async function command(button, path) {
  button.disabled = true;
  notice(null);
  try {
    await ask(path, { method: 'POST' });
  } catch (failure) {
    notice(failure.message);
  } finally {
    button.disabled = false;
    refreshSoon();
  }
}

function commandButton(label, path, name) {
  const button = element('button', null, label);
  button.setAttribute('aria-label', `${label} ${name}`);
  button.addEventListener('click', () => command(button, path));
  return button;
}

function showServers(servers) {
  byId('servers').replaceChildren(...servers.map(server => {
    const shown = element('span', server.connected ? 'server connected' : 'server',
      server.connected ? `${server.name} · GNS3 ${server.version ?? ''}` : `${server.name} · not connected`);
    shown.title = server.connected ? server.url : `${server.url}: ${server.last_error ?? 'no answer yet'}`;
    return shown;
  }));
}

function showProjects() {
  byId('projects').replaceChildren(...projects.map(project => {
    const tab = element('button', null, project.name);
    tab.setAttribute('role', 'tab');
    tab.setAttribute('aria-selected', String(project.project_id === selected));
    tab.append(element('span', 'quiet', `${project.status} · ${project.node_count}`));
    tab.addEventListener('click', () => { selected = project.project_id; refreshSoon(); });
    return tab;
  }));
}

function showMap(topology) {
  const map = byId('map');
  const nodes = topology.nodes;
  if (nodes.length === 0) { map.replaceChildren(); return; }
  const middle = node => [node.x + (node.width ?? 60) / 2, node.y + (node.height ?? 45) / 2];
  const places = new Map(nodes.map(node => [node.node_id, middle(node)]));
  const xs = [...places.values()].map(place => place[0]);
  const ys = [...places.values()].map(place => place[1]);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const margin = Math.max(right - left, bottom - top, 200) * 0.1;
  const [width, height] = [right - left + 2 * margin, bottom - top + 2 * margin];
  const unit = Math.max(width / map.clientWidth, height / map.clientHeight);
  map.setAttribute('viewBox', `${left - margin} ${top - margin} ${width} ${height}`);
  const lines = topology.links.flatMap(link => {
    const ends = link.nodes.map(end => places.get(end.node_id));
    if (ends.length !== 2 || !ends[0] || !ends[1]) return [];
    const line = svg('line', { x1: ends[0][0], y1: ends[0][1], x2: ends[1][0], y2: ends[1][1] });
    if (link.suspend) line.setAttribute('class', 'suspended');
    return [line];
  });
  const labelled = nodes.length <= 150;
  const dots = nodes.map(node => {
    const [x, y] = places.get(node.node_id);
    const group = svg('g', { class: node.status });
    group.append(svg('circle', { cx: x, cy: y, r: (labelled ? 9 : 4) * unit }));
    const title = svg('title', {});
    title.textContent = `${node.name} (${node.node_type}): ${node.status}`;
    group.append(title);
    if (labelled) {
      const text = svg('text', { x, y: y + 24 * unit, 'font-size': 12 * unit });
      text.textContent = node.name;
      group.append(text);
    }
    return group;
  });
  map.replaceChildren(...lines, ...dots);
}

function showNodes(topology) {
  const open = topology.project.status === 'opened';
  byId('nodes').replaceChildren(...topology.nodes.map(node => {
    const row = element('tr');
    const path = `/api/v1/projects/${node.project_id}/nodes/${node.node_id}`;
    const status = element('td');
    status.append(element('span', `status ${node.status}`, node.status));
    const actions = element('td', 'actions');
    if (open) {
      actions.append(node.status === 'started'
        ? commandButton('Stop', `${path}/stop`, node.name)
        : commandButton('Start', `${path}/start`, node.name));
    }
    const console = node.console?.port ? `${node.console.type} ${node.console.host ?? ''}:${node.console.port}` : node.console?.type ?? '';
    row.append(element('td', null, node.name), element('td', 'quiet', node.node_type), status, element('td', 'quiet', console), actions);
    return row;
  }));
}

function showProject(topology) {
  const project = topology.project;
  byId('project-name').textContent = project.name;
  const age = topology.stale ? 'stale: GNS3 is not heard' : 'live';
  byId('project-facts').textContent =
    `${project.server} · ${project.status} · ${topology.nodes.length} nodes, ${topology.links.length} links · ${age}`;
  const path = `/api/v1/projects/${project.project_id}`;
  byId('project-actions').replaceChildren(...(project.status === 'opened'
    ? [commandButton('Start all', `${path}/nodes/start`, project.name), commandButton('Stop all', `${path}/nodes/stop`, project.name), commandButton('Close', `${path}/close`, project.name)]
    : [commandButton('Open', `${path}/open`, project.name)]));
  showMap(topology);
  showNodes(topology);
}

async function refresh() {
  const [servers, listed] = await Promise.all([ask('/api/v1/servers'), ask('/api/v1/projects?limit=1000')]);
  showServers(servers.servers);
  projects = listed.projects;
  if (!projects.some(project => project.project_id === selected)) {
    selected = (projects.find(project => project.status === 'opened') ?? projects[0])?.project_id ?? null;
  }
  showProjects();
  if (selected) showProject(await ask(`/api/v1/projects/${selected}/topology`));
}

let refreshing = false;
let refreshAgain = false;
async function refreshSoon() {
  if (!isSignedIn()) return;
  if (refreshing) { refreshAgain = true; return; }
  refreshing = true;
  try {
    await refresh();
  } catch (failure) {
    notice(failure.message);
  } finally {
    refreshing = false;
    if (refreshAgain) { refreshAgain = false; requestAnimationFrame(refreshSoon); }
  }
}

function showEvent(event) {
  if (seenEvents.has(event.event_id)) return;
  seenEvents.add(event.event_id);
  if (seenEvents.size > 10 * keptEvents) seenEvents.delete(seenEvents.values().next().value);
  eventTotal++;
  const line = element('li');
  const what = event.data?.node_name ?? event.data?.name ?? event.data?.project_name ?? event.data?.server ?? '';
  line.append(element('strong', event.priority, event.event_type), document.createTextNode(` ${what} `),
    element('div', 'quiet', `#${event.sequence} · ${new Date(event.timestamp).toLocaleTimeString()}`));
  const list = byId('events');
  list.prepend(line);
  while (list.childElementCount > keptEvents) list.lastElementChild.remove();
  byId('event-count').textContent = String(eventTotal);
}

function feedState(text, className) {
  byId('feed').textContent = text;
  byId('feed').className = `pill ${className}`;
}

let socket = null;

function followAgain() {
  setTimeout(follow, reconnectDelay + Math.random() * 500);
  reconnectDelay = Math.min(reconnectDelay * 2, 30000);
}

async function follow() {
  if (!isSignedIn() || socket) return;
  const address = new URL('/api/v1/events/ws', location.href);
  address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  if (cursor !== null) address.searchParams.set('after', cursor);
  try {
    address.searchParams.set('ticket', await ticket());
  } catch {
    if (isSignedIn()) {
      feedState('not connected, trying again', 'lost');
      followAgain();
    }
    return;
  }
  const opened = socket = new WebSocket(address);
  let beat;
  opened.addEventListener('open', () => {
    reconnectDelay = 1000;
    feedState('live', 'live');
    opened.send(JSON.stringify({ type: 'subscribe', subscriptions: ['all_events'] }));
    beat = setInterval(() => opened.send(JSON.stringify({ type: 'heartbeat' })), 30000);
    refreshSoon();
  });
  opened.addEventListener('message', message => {
    const frame = JSON.parse(message.data);
    if (frame.type !== 'gns3_event') return;
    cursor = frame.event_data.cursor ?? cursor;
    showEvent(frame.event_data);
    refreshSoon();
  });
  opened.addEventListener('close', () => {
    clearInterval(beat);
    if (socket === opened) socket = null;
    if (!isSignedIn()) return;
    feedState('not connected, trying again', 'lost');
    followAgain();
  });
}

async function recentEvents() {
  const status = await ask('/api/v1/events?after=0&limit=1');
  const after = Math.max(0, (status.head ?? 0) - 20);
  const page = await ask(`/api/v1/events?after=${after}&limit=20`);
  page.events.forEach(showEvent);
  cursor = String(page.next);
}

async function begin() {
  byId('sign-in').hidden = true;
  byId('main').hidden = false;
  byId('who').hidden = false;
  feedState('connecting', '');
  const me = await ask('/api/v1/auth/me');
  byId('who-name').textContent = me.name;
  byId('who').title = me.grants.map(grant => `${grant.projects ? `${grant.projects.length} projects` : 'everywhere'}: ${grant.permissions.join(', ')}`).join('\n');
  recentEvents().catch(failure => notice(failure.message)).finally(follow);
  refreshSoon();
}

function showSignIn() {
  const open = socket;
  socket = null;
  open?.close();
  notice(null);
  byId('main').hidden = true;
  byId('who').hidden = true;
  byId('sign-in').hidden = false;
  for (const part of ['servers', 'projects', 'project-actions', 'map', 'nodes', 'events']) byId(part).replaceChildren();
  feedState('not signed in', '');
  byId('name').focus();
}

byId('sign-in').addEventListener('submit', async submitted => {
  submitted.preventDefault();
  byId('submit').disabled = true;
  byId('refused').hidden = true;
  try {
    await signIn(byId('name').value, byId('password').value);
    byId('password').value = '';
    await begin();
  } catch (failure) {
    byId('refused').textContent = failure.message;
    byId('refused').hidden = false;
  } finally {
    byId('submit').disabled = false;
  }
});
byId('sign-out').addEventListener('click', () => signOut().catch(failure => notice(failure.message)));
onSignedOut(showSignIn);

if (await resume()) begin().catch(failure => notice(failure.message));
else showSignIn();
