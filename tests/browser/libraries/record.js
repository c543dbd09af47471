// Records what Chromium does with the pages of apps/: `node tests/browser/libraries/record.js [NAME ...]`.
// Wants puppeteer-core where node finds it (NODE_PATH) and Chromium at CHROMIUM or /usr/bin/chromium. The answers stand in
// recorded/NAME.json and are what test_libraries.py compares with.
const fs = require("fs");
const http = require("http");
const path = require("path");
const puppeteer = require("puppeteer-core");

const types = { ".html": "text/html", ".js": "text/javascript", ".json": "application/json" };
const server = http.createServer((request, response) => {
  const file = path.join(__dirname, decodeURIComponent(new URL(request.url, "http://x").pathname));
  if (!file.startsWith(__dirname) || !fs.existsSync(file)) return response.writeHead(404).end("no such page");
  response.writeHead(200, { "content-type": types[path.extname(file)] || "text/plain" }).end(fs.readFileSync(file));
});

async function settled(page) {
  for (let i = 0; i < 2; i++) await page.evaluate(() => new Promise((done) => setTimeout(() => requestAnimationFrame(done), 60)));
}

async function record(browser, name, origin) {
  const page = await browser.newPage();
  page.on("pageerror", (error) => console.log(name, String(error)));
  await page.goto(`${origin}/apps/${name}.html`);
  await settled(page);
  const snapshots = [JSON.parse(await page.evaluate("snapshot()"))];
  const count = await page.evaluate("steps.length");
  for (let index = 0; index < count; index++) {
    await page.evaluate(`runStep(${index})`);
    await settled(page);
    snapshots.push(JSON.parse(await page.evaluate("snapshot()")));
  }
  await page.close();
  fs.writeFileSync(path.join(__dirname, "recorded", `${name}.json`), JSON.stringify(snapshots, null, 1) + "\n");
  console.log(name, count, "steps");
}

server.listen(0, "127.0.0.1", async () => {
  const executablePath = process.env.CHROMIUM || "/usr/bin/chromium";
  const browser = await puppeteer.launch({ executablePath, headless: true, args: ["--no-sandbox"] });
  const names = process.argv.slice(2);
  fs.mkdirSync(path.join(__dirname, "recorded"), { recursive: true });
  for (const file of fs.readdirSync(path.join(__dirname, "apps")).filter((file) => file.endsWith(".html"))) {
    const name = path.basename(file, ".html");
    if (!names.length || names.includes(name)) await record(browser, name, `http://127.0.0.1:${server.address().port}`);
  }
  await browser.close();
  server.close();
});
