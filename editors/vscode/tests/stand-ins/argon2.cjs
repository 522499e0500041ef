// Stands in for the native password hasher of code-server, which would have to be compiled: the tests use no password.
const refuse = async () => { throw new Error('the tests use no password'); };
exports.hash = refuse;
exports.verify = refuse;
