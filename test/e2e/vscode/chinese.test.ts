/** The extension in a Chinese VS Code, asked in Chinese. VS Code's own words stay English: its language pack is not at hand. */
import assert from 'node:assert/strict';
import { smallRepository } from '../../support/small-repository.ts';
import { ask, chat, chips, openChat, replyTo } from '../support/chat.ts';
import { chooseFromMenu, cursorIsAt, hover, openFile, word } from '../support/editor.ts';
import { modelRequests, setReply } from '../support/model-script.ts';
import { indexIsReady } from '../support/parallax.ts';
import { pick, quickInput, quickPicks, runCommand } from '../support/quick-input.ts';
import { inVsCode } from '../support/scenario.ts';
import { notification, statusItem } from '../support/workbench.ts';

const scenario = inVsCode(() => ({ folders: { code: smallRepository }, language: 'zh-cn', models: true }));

scenario('Commands, status and notifications are Chinese', async ({ page }) => {
  await statusItem(page, '未索引').waitFor({ timeout: 30_000 });
  await runCommand(page, 'Parallax: 为工作区建立索引');
  await notification(page, '正在为工作区建立索引').waitFor();
  await indexIsReady(page);
});

scenario('A Chinese search finds code without a Chinese word in it', async ({ page }) => {
  await runCommand(page, 'Parallax: 按含义搜索');
  await quickInput(page).fill('失败后重试');
  await quickPicks(page).filter({ hasText: 'Retry' }).first().waitFor();
  await pick(page, 'Retry');
  await cursorIsAt(page, 'retry.go', 4);
});

scenario('The hover and the menu are Chinese', async ({ page }) => {
  await openFile(page, 'client/retry.go');
  await hover(page, 'Retry', '1 个调用者');
  await chooseFromMenu(page, word(page, 'sleepFor'), 'Parallax', '解释');
  await replyTo(page, 'explain');
  await chat(page).getByRole('button', { name: '发送', exact: true }).waitFor();
});

scenario('A Chinese question without a model is answered in Chinese, from the code that matters', async ({ page }) => {
  await openChat(page);
  await ask(page, '下载失败以后怎么重试？');
  const reply = await replyTo(page, '怎么重试');
  assert.match(await reply.innerText(), /\p{Script=Han}{4}/u);
  await chips(reply).filter({ hasText: 'retry.go:4' }).first().click();
  await cursorIsAt(page, 'retry.go', 4);
});

scenario('A model is told to answer a Chinese question in Chinese', async (session) => {
  const { page } = session;
  setReply(session, { text: '由 Retry 重试 [@Retry]。' });
  await runCommand(page, 'Parallax: 选择模型');
  await pick(page, 'Scripted One');
  await chat(page).getByRole('button', { name: 'one (scripted)' }).waitFor();
  await ask(page, '谁决定重试多少次？');
  await (await replyTo(page, '多少次')).getByText('由 Retry 重试').waitFor();
  const sent = modelRequests(session).at(-1)?.messages.at(-1)?.text ?? '';
  assert.match(sent, /谁决定重试多少次？/);
  assert.match(sent, /中文/);
  assert.match(sent, /func Retry/);
});
