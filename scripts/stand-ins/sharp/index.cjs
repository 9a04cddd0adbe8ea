module.exports = () => {
  throw new Error('There is no image library here: Parallax embeds text alone.');
};
