/** Every word the command line says of its own, in each of its languages. Answers follow the question; these follow LANG. */
import type { IndexPhase, SkipReason } from '../engine/types.ts';

export interface Messages {
  readonly help: Readonly<Record<HelpTopic, string>>;
  readonly phases: Readonly<Record<IndexPhase, string>>;
  readonly skipped: Readonly<Record<SkipReason, string>>;
  /** `bytes` are written out, `left` is a duration or ''. */
  progress(done: { bytes: string; total: string; files: number; filesTotal: number; rate: string; left: string }): string;
  indexed(report: { files: string; functions: string; seconds: string; size: string }): string;
  notIndexed(counts: string): string;
  problems(count: number): string;
  andMore(count: number): string;
  readonly noHits: string;
  readonly noEdges: string;
  readonly stopping: string;
  bug(message: string): string;
  readonly noQuestion: string;
  readonly questionAndFile: string;
  readonly doctor: Readonly<Record<DoctorLine, string>>;
  holds(files: string, units: string, definitions: string): string;
  selfTestFound(rank: number): string;
  readonly selfTestLost: string;
  readonly noSelfTest: string;
  confidence(percent: number): string;
}

type HelpTopic =
  | 'parallax'
  | 'help'
  | 'version'
  | 'index'
  | 'search'
  | 'ask'
  | 'explain'
  | 'related'
  | 'callers'
  | 'callees'
  | 'doctor'
  | 'mcp'
  | 'root'
  | 'here'
  | 'json'
  | 'noUpdate'
  | 'rebuild'
  | 'limit'
  | 'angle'
  | 'language'
  | 'path'
  | 'queries'
  | 'budget'
  | 'frame'
  | 'showContext'
  | 'roots'
  | 'baseUrl'
  | 'model'
  | 'apiKeyFd'
  | 'embedder';

type DoctorLine =
  | 'root'
  | 'location'
  | 'indexedAt'
  | 'files'
  | 'languages'
  | 'size'
  | 'embedder'
  | 'nearest'
  | 'selfTest'
  | 'skipped'
  | 'problems';

const en: Messages = {
  help: {
    parallax: 'Understand large codebases: search, ask, explain, and see who calls whom, offline unless a model is set up.',
    help: 'show this help',
    version: 'show the version',
    index: 'build the index of a folder, or bring it up to date',
    search: 'find the code that a question is about',
    ask: 'answer a question about the code, with sources',
    explain: 'explain a place: path:line, path:start-end, path#symbol, a file or a folder',
    related: 'list code near a place, seen from one angle',
    callers: 'list who calls a function',
    callees: 'list what a function calls',
    doctor: 'say what is in the index, what is not and why, and test it',
    mcp: 'serve Model Context Protocol on standard input and output',
    root: 'the folder of the code',
    here: 'this folder',
    json: 'print JSON instead of text',
    noUpdate: 'use the index as it is, without looking at the files again',
    rebuild: 'throw the index away first',
    limit: 'how many results (10)',
    angle: 'rank by one angle',
    language: 'only this language, as `parallax doctor` names it',
    path: 'only paths that match this pattern',
    queries: 'a file with one question per line; - is standard input',
    budget: 'tokens of code to read for the answer (6000)',
    frame: 'what kind of system this is, in your words',
    roots: 'the folder of code; given several times, these folders are served as one',
    showContext: 'print what a language model would be sent, and send nothing',
    baseUrl: 'the OpenAI-compatible endpoint of the language model',
    model: 'the name of the language model',
    apiKeyFd: 'read the key of the language model from this file descriptor',
    embedder: 'what makes the vectors: built-in, openai:MODEL or transformers:FOLDER-OR-ID',
  },
  phases: { walking: 'Looking', digesting: 'Reading', embedding: 'Embedding', linking: 'Linking', writing: 'Writing' },
  skipped: {
    ignored: 'ignored',
    excluded: 'excluded',
    lockfile: 'lock files',
    secret: 'secrets',
    binary: 'binary',
    minified: 'minified',
    generated: 'generated',
    tooLarge: 'too large',
    empty: 'empty',
    unreadable: 'unreadable',
    undecodable: 'undecodable',
    notAFile: 'not files',
  },
  progress: ({ bytes, total, files, filesTotal, rate, left }) =>
    `${bytes} of ${total}, ${files} of ${filesTotal} files, ${rate}/s${left && `, ${left} left`}`,
  indexed: ({ files, functions, seconds, size }) => `${files} files, ${functions} definitions, ${size} on disk, in ${seconds} s`,
  notIndexed: (counts) => `Not indexed: ${counts}`,
  problems: (count) => (count === 1 ? '1 file gave trouble:' : `${count} files gave trouble:`),
  andMore: (count) => `… and ${count} more`,
  noHits: 'Nothing was found.',
  noEdges: 'None are known.',
  stopping: 'Stopping; what is indexed is kept. Press Ctrl-C again to stop at once.',
  bug: (message) => `this is a bug in Parallax: ${message} (set PARALLAX_DEBUG=1 to see where)`,
  noQuestion: 'there is no question: write it in quotes after the command.',
  questionAndFile: 'give a question or --queries, not both.',
  doctor: {
    root: 'Folder',
    location: 'Index',
    indexedAt: 'Indexed',
    files: 'Files',
    languages: 'Languages',
    size: 'Size',
    embedder: 'Vectors by',
    nearest: 'Nearest by',
    selfTest: 'Self-test',
    skipped: 'Not indexed',
    problems: 'Problems',
  },
  holds: (files, units, definitions) => `${files}, with ${units} units, ${definitions} of them definitions`,
  selfTestFound: (rank) => `found at rank ${rank}`,
  selfTestLost: 'NOT FOUND',
  noSelfTest: 'nothing here has documentation to search by',
  confidence: (percent) => `${percent}% sure`,
};

const zh: Messages = {
  help: {
    parallax: '读懂大型代码库:搜索、提问、解释、查看调用关系;不配置模型就完全离线。',
    help: '显示帮助',
    version: '显示版本',
    index: '为一个文件夹建立索引,或更新索引',
    search: '查找与问题有关的代码',
    ask: '回答关于代码的问题,并给出出处',
    explain: '解释一处代码:path:line、path:start-end、path#symbol、文件或文件夹',
    related: '从某一角度列出与之相近的代码',
    callers: '列出谁调用了某个函数',
    callees: '列出某个函数调用了什么',
    doctor: '说明索引里有什么、没有什么及其原因,并自检',
    mcp: '在标准输入输出上提供 MCP 服务',
    root: '代码所在的文件夹',
    here: '当前文件夹',
    json: '输出 JSON',
    noUpdate: '直接使用现有索引,不再查看文件',
    rebuild: '先丢弃现有索引',
    limit: '结果数目(10)',
    angle: '只按一个角度排序',
    language: '只看这种语言,名称见 parallax doctor',
    path: '只看匹配此模式的路径',
    queries: '每行一个问题的文件;- 表示标准输入',
    budget: '回答时最多读多少 token 的代码(6000)',
    frame: '用您的话说明这是什么系统',
    roots: '代码所在的文件夹；可多次给出，作为一个整体提供服务',
    showContext: '打印将要发送给语言模型的内容，但不发送',
    baseUrl: '语言模型的 OpenAI 兼容地址',
    model: '语言模型的名称',
    apiKeyFd: '从这个文件描述符读取语言模型的密钥',
    embedder: '由谁生成向量:built-in、openai:模型 或 transformers:文件夹或模型名',
  },
  phases: { walking: '查看', digesting: '读取', embedding: '向量化', linking: '关联', writing: '写入' },
  skipped: {
    ignored: '被忽略',
    excluded: '被排除',
    lockfile: '锁文件',
    secret: '疑似机密',
    binary: '二进制',
    minified: '压缩代码',
    generated: '生成的代码',
    tooLarge: '过大',
    empty: '空文件',
    unreadable: '不可读',
    undecodable: '编码无法识别',
    notAFile: '不是文件',
  },
  progress: ({ bytes, total, files, filesTotal, rate, left }) =>
    `${bytes} / ${total},文件 ${files} / ${filesTotal},${rate}/秒${left && `,剩余 ${left}`}`,
  indexed: ({ files, functions, seconds, size }) => `${files} 个文件,${functions} 个定义,占用 ${size},用时 ${seconds} 秒`,
  notIndexed: (counts) => `未索引:${counts}`,
  problems: (count) => `${count} 个文件有问题:`,
  andMore: (count) => `…… 还有 ${count} 个`,
  noHits: '没有找到。',
  noEdges: '没有已知的结果。',
  stopping: '正在停止;已索引的内容会保留。再按一次 Ctrl-C 立即退出。',
  bug: (message) => `Parallax 出现缺陷:${message}(设置 PARALLAX_DEBUG=1 可查看位置)`,
  noQuestion: '没有问题:请在命令后用引号写出问题。',
  questionAndFile: '问题和 --queries 只能给出一个。',
  doctor: {
    root: '文件夹',
    location: '索引',
    indexedAt: '索引时间',
    files: '文件',
    languages: '语言',
    size: '大小',
    embedder: '向量来源',
    nearest: '近邻搜索',
    selfTest: '自检',
    skipped: '未索引',
    problems: '问题',
  },
  holds: (files, units, definitions) => `${files} 个,共 ${units} 个单元,其中定义 ${definitions} 个`,
  selfTestFound: (rank) => `排在第 ${rank} 位`,
  selfTestLost: '没有找到',
  noSelfTest: '没有带文档的定义可供自检',
  confidence: (percent) => `把握 ${percent}%`,
};

/** By the first of LC_ALL, LC_MESSAGES and LANG that is set. */
export function messagesFor(env: Readonly<Record<string, string | undefined>>): Messages {
  return isChinese(env) ? zh : en;
}

export function isChinese(env: Readonly<Record<string, string | undefined>>): boolean {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return locale.toLowerCase().startsWith('zh');
}
