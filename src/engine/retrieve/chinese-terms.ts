/**
 * Chinese terms of the trade with the English words that code uses for them. The dictionary learned from translation
 * catalogues (media/model/zh-en.json) knows what user interfaces say; it does not know what programmers say. Written by
 * hand from common usage, and never from a benchmark's questions. The first English word is the usual one.
 */

const TERMS = `
中间件 middleware|召回 recall|连接池 pool connection|线程池 threadpool pool thread|协程 coroutine|进程 process|线程 thread|重试 retry|退避 backoff
序列化 serialize serializer serialization|反序列化 deserialize deserializer deserialization|编码 encode encoding|解码 decode decoding|解析 parse parser
解析器 parser|词法 lexer token|词法分析 lexer tokenize|语法 syntax grammar|语法树 ast tree syntax|语义 semantic|抽象语法树 ast|编译 compile compiler|编译器 compiler
解释器 interpreter|虚拟机 vm machine|字节码 bytecode|字节 byte bytes|缓存 cache|缓冲 buffer|缓冲区 buffer|队列 queue|栈 stack|堆 heap|链表 list linked|哈希 hash
哈希表 hash map table|散列 hash|映射 map mapping|集合 set collection|数组 array|列表 list|元组 tuple|字典 dict map|字符串 string str|字符 char character
整数 int integer|浮点 float|布尔 bool boolean|枚举 enum|结构体 struct|联合 union|接口 interface|抽象 abstract|抽象类 abstract class|实现 implement|继承 inherit extends
多态 polymorphism|泛型 generic|模板 template|模板引擎 template engine|宏 macro|注解 annotation|装饰器 decorator|反射 reflect reflection|闭包 closure|回调 callback|钩子 hook
事件 event|事件循环 event loop|监听 listen listener|监听器 listener|订阅 subscribe subscription|发布 publish|分发 dispatch dispatcher|派发 dispatch|调度 schedule scheduler
调度器 scheduler|定时器 timer|定时 timer schedule|超时 timeout|延迟 delay latency|轮询 poll polling|异步 async asynchronous|同步 sync synchronous|阻塞 block blocking|非阻塞 nonblocking
并发 concurrent concurrency|并行 parallel|锁 lock|互斥 mutex|互斥锁 mutex lock|读写锁 rwlock|信号量 semaphore|信号 signal|原子 atomic|死锁 deadlock|屏障 barrier|通道 channel|管道 pipe pipeline
流水线 pipeline|流 stream|流式 stream streaming|数据流 stream|套接字 socket|网络 network net|协议 protocol|请求 request req|响应 response resp|请求头 header request|响应头 header response
头部 header|标头 header|请求体 body request|报文 message packet|数据包 packet|消息 message|载荷 payload|正文 body|路由 route router routing|路由器 router|路由表 route table|路由组 group route
分组 group|处理器 handler processor|处理函数 handler|处理程序 handler|处理 handle process|控制器 controller|视图 view|模型 model|渲染 render renderer|重定向 redirect|转发 forward
代理 proxy agent|反向代理 reverse proxy|负载均衡 balance load|网关 gateway|服务器 server|服务端 server|客户端 client|浏览器 browser|会话 session|令牌 token|认证 auth authentication
鉴权 auth authorization|授权 auth authorize|身份验证 authentication auth|权限 permission|角色 role|登录 login|注销 logout|加密 encrypt crypto|解密 decrypt|签名 signature sign|证书 certificate cert
密钥 key|密码 password|摘要 digest|校验和 checksum|校验 validate check verify|验证 validate verify validation|验证器 validator|校验器 validator|检查 check|断言 assert
跨域 cors origin|跨站 csrf cross|注入 inject injection|依赖注入 inject dependency|依赖 dependency depend|容器 container|工厂 factory|构造 construct|构造函数 constructor|构造器 constructor builder|构建 build
构建器 builder|生成器 generator builder|生成 generate|迭代 iterate iteration|迭代器 iterator|遍历 traverse walk iterate|递归 recursive recursion|循环 loop|分支 branch|条件 condition
表达式 expression expr|语句 statement|变量 variable|常量 constant const|参数 parameter param argument|形参 parameter|实参 argument|返回值 return value|默认值 default|类型 type|类型推断 inference type
类型检查 check type|类型转换 convert cast type|强制转换 coerce cast|转换 convert transform conversion|转换器 converter transformer|变换 transform|适配 adapt adapter|适配器 adapter|包装 wrap wrapper|封装 wrap encapsulate
桥接 bridge|拦截 intercept|拦截器 interceptor|过滤 filter|过滤器 filter|排序 sort order|查找 find lookup search|搜索 search|检索 retrieve search|查询 query|查询构造器 builder query|索引 index|倒排 inverted
向量 vector|嵌入 embedding embed|矩阵 matrix|权重 weight|评分 score|打分 score|排名 rank|相似度 similarity|分词 tokenize token|匹配 match|模式匹配 match pattern|模式 pattern mode|正则 regex
正则表达式 regex|通配符 wildcard glob|前缀 prefix|后缀 suffix|前缀树 trie radix|基数树 radix tree|树 tree|红黑树 tree|节点 node|图 graph|边 edge|根 root|叶子 leaf|深度 depth|优先级 priority
数据库 database db|表 table|字段 field|列 column|行 row line|主键 primary key|外键 foreign key|事务 transaction|提交 commit submit|回滚 rollback|迁移 migration migrate|连接 connection connect
断开 disconnect close|连接器 connector|复用 reuse multiplex|多路复用 multiplex|游标 cursor|预编译 prepare|批量 batch bulk|批处理 batch|分页 paginate page pagination|分片 shard chunk|分区 partition
副本 replica copy|主从 replication|一致性 consistency|快照 snapshot|日志 log logger logging|日志记录 log logger|追踪 trace|跟踪 trace track|监控 monitor metrics|指标 metric|度量 metric|统计 stats statistics
性能 performance benchmark|基准 benchmark|优化 optimize|压缩 compress compression|解压 decompress|归档 archive|文件 file|文件系统 filesystem fs|目录 directory dir|文件夹 folder directory|路径 path
相对路径 relative path|绝对路径 absolute path|读取 read|写入 write|追加 append|打开 open|关闭 close shutdown|创建 create|删除 delete remove|更新 update|修改 modify change|插入 insert|替换 replace|合并 merge
拆分 split|分割 split|拼接 concat join|截断 truncate|裁剪 trim clip|复制 copy clone|克隆 clone|移动 move|重命名 rename|加载 load loader|加载器 loader|懒加载 lazy load|延迟加载 lazy load|惰性 lazy|预加载 preload
卸载 unload uninstall|安装 install|升级 upgrade|下载 download|上传 upload|导入 import|导出 export|模块 module|包 package|包管理 package|插件 plugin|扩展 extension extend|组件 component|库 library
框架 framework|引擎 engine|核心 core|内核 kernel core|驱动 driver|平台 platform|跨平台 platform|系统调用 syscall|标准输入 stdin|标准输出 stdout|输入 input|输出 output|终端 terminal tty|控制台 console|命令行 cli command
命令 command|子命令 subcommand|选项 option|标志 flag|开关 switch flag|配置 config configuration|配置项 option config|设置 setting set|环境变量 env environment|环境 environment env|上下文 context|作用域 scope
命名空间 namespace|符号 symbol|标识符 identifier id|引用 reference ref|指针 pointer|内存 memory|内存池 pool memory|分配 allocate alloc|分配器 allocator|释放 free release|垃圾回收 gc garbage|引用计数 refcount reference
泄漏 leak|溢出 overflow|边界 boundary bound|异常 exception|错误 error|错误处理 error handler|错误码 error code|错误信息 error message|警告 warning|崩溃 crash panic|恢复 recover recovery restore|重置 reset|取消 cancel
中止 abort|终止 terminate abort|停止 stop|启动 start launch boot|初始化 init initialize|销毁 destroy|清理 clean cleanup|注册 register registration|注册表 registry|绑定 bind binding|解绑 unbind|挂载 mount|附加 attach
触发 trigger fire emit|执行 execute run exec|执行器 executor|运行 run|运行时 runtime|调用 call invoke|调用链 chain call|链式 chain|链 chain|堆栈 stack|调试 debug|断点 breakpoint|测试 test|单元测试 test unit|模拟 mock simulate
桩 stub|夹具 fixture|覆盖 override cover|覆盖率 coverage|重写 override rewrite|重载 overload reload|热重载 reload hot|刷新 refresh flush|保存 save|持久化 persist persistence|存储 store storage|仓库 repository|状态 state status
状态机 machine state|状态码 status code|状态管理 state store|动作 action|归约 reduce reducer|选择器 selector|属性 property attribute|方法 method|函数 function func|类 class|对象 object|实例 instance|单例 singleton|原型 prototype
代码 code|源码 source|注释 comment|文档 document doc|文档字符串 docstring|格式化 format formatter|格式 format|缩进 indent|换行 newline|空白 whitespace|转义 escape|引号 quote|高亮 highlight|补全 completion complete
自动补全 completion|提示 prompt hint|诊断 diagnostic|跳转 goto jump|悬停 hover|光标 cursor|窗口 window|面板 panel|按钮 button|菜单 menu|对话框 dialog|布局 layout|样式 style|主题 theme|图标 icon|图片 image|字体 font
键盘 keyboard key|快捷键 shortcut key|鼠标 mouse|拖放 drag drop|滚动 scroll|动画 animation|画布 canvas|像素 pixel|颜色 color|坐标 coordinate|时间 time|日期 date|时区 timezone|时间戳 timestamp|时长 duration|间隔 interval
随机 random|随机数 random|种子 seed|数学 math|计算 compute calculate|计数 count|计数器 counter|数值 number numeric|精度 precision|舍入 round|比较 compare|比较器 comparator|相等 equal|差异 diff|对比 compare diff|补丁 patch
版本 version|版本控制 version git|分支合并 merge|标签 tag label|提交记录 commit|冲突 conflict|兼容 compat|弃用 deprecated|国际化 i18n|本地化 locale localization|翻译 translate translation|语言 language|编码格式 encoding charset
字符集 charset|表单 form|表单数据 form data|多部分 multipart|查询参数 query param|路径参数 path param|请求参数 param request|静态文件 static file|静态资源 static asset|资源 resource asset|域名 domain host|域名解析 dns resolve
主机 host|端口 port|地址 address addr|网络接口 interface network|心跳 heartbeat ping|握手 handshake|长连接 keepalive persistent|长轮询 longpoll poll|保持连接 keepalive|实时 realtime live|推送 push|广播 broadcast|频道 channel
主题订阅 topic subscribe|限流 rate limit throttle|限制 limit|限速 rate limit|节流 throttle|防抖 debounce|熔断 breaker circuit|降级 fallback degrade|回退 fallback|容错 tolerance|隔离 isolate|沙箱 sandbox|安全 security secure|信任 trust
白名单 allowlist whitelist|黑名单 denylist blacklist|脱敏 redact mask|掩码 mask|位运算 bit|位图 bitmap|快速排序 quicksort|二分查找 binary search|二进制 binary|十六进制 hex|拷贝 copy|深拷贝 deep copy clone|浅拷贝 shallow copy
不可变 immutable|可变 mutable|可选 optional|可空 nullable|空值 null|空指针 null|未定义 undefined|未来 future|承诺 promise|等待 wait await|唤醒 wake notify|通知 notify notification|睡眠 sleep|空闲 idle|任务 task job|作业 job
任务队列 queue task|工作线程 worker thread|工作者 worker|工作区 workspace|工作目录 cwd directory|后台 background|守护进程 daemon|主循环 loop main|入口 entry main|入口点 entry main|应用 app application|应用程序 app application
中断 interrupt|信号处理 signal handler|子进程 child process spawn|派生 spawn fork derive|动态库 library dl shared|共享库 library shared|动态链接 dynamic link|链接 link|句柄 handle|描述符 descriptor fd|文件描述符 fd descriptor
字段映射 field mapping|对象映射 object mapper|实体 entity|关联 relation association|关系 relation relationship|一对多 many|模式定义 schema|架构 architecture schema|约束 constraint|唯一 unique|外观 facade|门面 facade|契约 contract
提供者 provider|服务提供者 provider service|服务 service|微服务 service|消费者 consumer|生产者 producer|观察者 observer|策略 policy strategy|访问者 visitor|访问 access visit|访问控制 access acl|责任链 chain|生命周期 lifecycle
上传文件 upload file|下标 index subscript|切片 slice|区间 range interval|范围 range|偏移 offset|偏移量 offset|长度 length size|大小 size|容量 capacity|数量 count|最大 max|最小 min|平均 mean average|总和 sum|累加 accumulate sum
分块 chunk|块 block chunk|帧 frame|页 page|段 segment|段落 paragraph|标题 title heading|表格 table|引文 citation|脚注 footnote|参考文献 bibliography reference|元数据 metadata|头文件 header|源文件 source|目标文件 object target
目标 target|来源 source|读取器 reader|写入器 writer|扫描 scan|扫描器 scanner|编辑器 editor|光标位置 cursor position|用户 user|用户名 username|邮箱 email mail|邮件 mail email|短信 sms|支付 payment pay|订单 order|商品 product|购物车 cart
推荐 recommend|召回率 recall|准确率 precision accuracy|训练 train training|推理 inference infer|模型参数 model parameter|损失 loss|梯度 gradient|批次 batch|学习率 rate learning|特征 feature|样本 sample|标注 label annotation
函子 functor|单子 monad|应用函子 applicative|半群 semigroup|幺半群 monoid|自然变换 functionk natural transformation|高阶函数 higher function|柯里化 curry|组合 compose combine composition|折叠 fold|展开 expand unfold|映射函数 map
部分应用 partial|尾递归 tail recursion|求值 eval evaluate|惰性求值 lazy eval|副作用 effect|依赖图 graph dependency|拓扑排序 topological sort|环 cycle ring|循环依赖 cycle circular|解构 destructure|展平 flatten|扁平化 flatten|嵌套 nested
分离 separate detach|对齐 align|填充 pad fill|占位符 placeholder|插值 interpolate|求解 solve resolve|解决 resolve|消解 resolve|推断 infer|推导 derive deduce|声明 declare declaration|定义 define definition|签发 issue sign|撤销 revoke undo
重做 redo|历史 history|书签 bookmark|收藏 favorite|附件 attachment|预览 preview|缩略图 thumbnail|编号 number id|标记 mark token|记号 token|关键字 keyword|保留字 keyword reserved|运算符 operator|操作符 operator|算子 operator|操作 operation
接收 receive recv|发送 send|接受 accept|拒绝 reject deny|丢弃 drop discard|忽略 ignore skip|跳过 skip|重用 reuse|共享 share shared|借用 borrow|所有权 ownership owner|生存期 lifetime|可见性 visibility|私有 private|公共 public|静态 static
动态 dynamic|全局 global|局部 local|本地 local native|远程 remote|远程调用 rpc remote|分布式 distributed|集群 cluster|选举 election|共识 consensus|健康检查 health check|就绪 ready|探测 probe detect|检测 detect check|发现 discover discovery
识别 recognize detect identify|判断 check determine|选择 select choose|收集 collect gather|聚合 aggregate|汇总 aggregate summary|去重 dedupe unique|排除 exclude|包含 include contain|存在 exist|缺失 missing|冗余 redundant|元素 element item
条目 entry item|键值 key value|键值对 key value pair|键 key|值 value|记录 record log|凭证 credential|凭据 credential|饼干 cookie|网页 page web|网站 site web|网址 url|链接地址 url link|模板渲染 render template|服务器推送 sse server event
`;

/** Words of asking: they say what kind of question it is, and are looked for nowhere. */
const ASKING =
  '在哪里 在哪儿 在哪 哪里 哪些 哪个 什么 什么样 怎么 怎么样 怎样 如何 为什么 为何 是否 是不是 有没有 能否 可以 请问 一下 这个 那个 以及 并且 或者 还是 的时候 时候 之间 之后 之前 当中 其中 进行 通过 使用 用于 对于 关于 根据 按照 由于 因为 所以 然后 如果 会 被 把 将 从 到 和 与 或 的 了 是 在 有 吗 呢 地 得 里 中 上 下 时 后 前 并 及 等 个 它 其 让 给 用 对 不同 各种 相关 具体 整个 过程 工作 负责 部分 地方 位置 逻辑 机制 功能 做 做了 做的 完成 情况 方式 支持 提供 需要 多个 一个 所有 每个 自己 自定义的 内部 底层';

/** Per Chinese term: English words, the usual one first; none for words of asking. */
export const CHINESE_TERMS: ReadonlyMap<string, readonly string[]> = new Map([
  ...ASKING.split(' ').map((word): [string, readonly string[]] => [word, []]),
  ...TERMS.trim()
    .split(/[|\n]/)
    .map((entry) => entry.split(' '))
    .map(([term, ...english]): [string, readonly string[]] => [term, english]),
]);
