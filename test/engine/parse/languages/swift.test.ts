import { test } from 'node:test';
import { checksOf } from './check.ts';

const { units, doc, signature, bases, calls, imports, readsWithoutErrors } = checksOf('Client.swift');

const SESSION = `import Foundation
@testable import Alamofire

/// A session.
/// It holds connections.
public final class Session: NSObject, Delegate {
    public static let shared = Session()
    private var retries = 0

    public init(retries: Int) throws {
        self.retries = retries
        super.init()
    }

    deinit { close() }

    var isIdle: Bool { requests.isEmpty }

    @discardableResult
    open func request<T>(_ url: URL, of type: T.Type) async throws -> Request where T: Decodable {
        try await perform(url)
        return queue.add(url) { self.finish($0) }
    }

    subscript(index: Int) -> Request { requests[index] }

    static func == (lhs: Session, rhs: Session) -> Bool { lhs.id == rhs.id }

    fileprivate func close() {}
}
`;

test('a class with its members', () =>
  units(SESSION, [
    '+class Session 6-30',
    '+constant Session.shared 7-7',
    '+constructor Session.init 10-13',
    '+method Session.deinit 15-15',
    '+method Session.isIdle 17-17',
    '+method Session.request 19-23',
    '+method Session.subscript 25-25',
    '+method Session.== 27-27',
    '-method Session.close 29-29',
  ]));

test('documentation of several lines', () => doc(SESSION, 'Session', 'A session.\nIt holds connections.'));
test('a signature holds attributes and constraints', () =>
  signature(
    SESSION,
    'Session.request',
    '@discardableResult open func request<T>(_ url: URL, of type: T.Type) async throws -> Request where T: Decodable',
  ));
test('parents and protocols', () => bases(SESSION, 'Session', ['NSObject', 'Delegate']));
test('calls with receivers, trailing closures included', () =>
  calls(SESSION, 'Session.request', ['perform', 'queue>add', 'self>finish']));
test('imports', () => imports(SESSION, ['Foundation', 'Alamofire']));

test('extensions, protocols, enums, actors and aliases', () =>
  units(
    `extension Session.Pool: Sendable {
    static let limit = 5
    func drain() { requests.forEach { $0.cancel() } }
}

public protocol Retrier: AnyObject {
    func retry(_ request: Request) -> Bool
}

enum Failure: Error {
    case timeout(Double), closed
    var isFinal: Bool { false }
}

typealias Handler = (Response) -> Void

actor Cache<Key> {
    func value(for key: Key) -> Int { 1 }
}

let handler = { (a: Int) in
    report(a)
}
`,
    [
      '+constant Session.Pool.limit 2-2',
      '+method Session.Pool.drain 3-3',
      '+interface Retrier 6-8',
      '+method Retrier.retry 7-7',
      '+enum Failure 10-13',
      '+method Failure.isFinal 12-12',
      '+type Handler 15-15',
      '+class Cache 17-19',
      '+method Cache.value 18-18',
      '+function handler 21-23',
    ],
  ));

const CONDITIONS = `func name(_ a: Int) -> Int {
    switch a {
    #if os(iOS)
    case 1: return helper(a)
    #endif
    default: return other(a)
    }
}
`;

test('conditions inside a switch', () => readsWithoutErrors(CONDITIONS));
test('all branches of a condition are read', () => calls(CONDITIONS, 'name', ['helper', 'other']));

test('what the grammar does not read: #line, #available, macros, raw strings and await in conditions', () =>
  readsWithoutErrors(`func check(line: UInt = #line) async throws {
    if #available(iOS 13, *) { go() }
    if let info = try await files.info(for: path) { use(info) }
    #GET(on: app, Int.self) { request in text(#"a "b" c"#) }
}
`));
