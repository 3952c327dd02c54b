// Makes what a package holds beside the program: manual page, completions of the shells, the icon in all sizes.
//
//   make-package-files FOLDER ICON.svg DATE
#include "cli/commands.h"
#include "command_tree.h"

#include "aurora/core/file.h"

#include <QBuffer>
#include <QImage>
#include <QPainter>
#include <QString>
#include <QSvgRenderer>

#include <cstdint>
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace {

void writeTexts(const std::filesystem::path& folder, const std::string& date)
{
    using namespace aurora;
    CLI::App root;
    cli::Context context;
    cli::Action chosen;
    cli::addCommands(root, context, chosen);
    const packaging::CommandWords tree = packaging::commandTree(root);
    replaceFileText(folder / "aurora-cycler-manager.1", packaging::manualPage(tree, AURORA_VERSION, date));
    replaceFileText(folder / "aurora-cycler-manager.bash", packaging::bashCompletion(tree));
    replaceFileText(folder / "_aurora-cycler-manager", packaging::zshCompletion(tree));
    replaceFileText(folder / "aurora-cycler-manager.fish", packaging::fishCompletion(tree));
}

/// The picture as PNG, size × size pixels.
QByteArray png(QSvgRenderer& renderer, int size)
{
    QImage picture(size, size, QImage::Format_ARGB32_Premultiplied);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    renderer.render(&painter);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    if (!buffer.open(QIODevice::WriteOnly) || !picture.save(&buffer, "PNG")) {
        throw std::runtime_error("The icon cannot be drawn.");
    }
    return bytes;
}

/// Numbers of the icon containers, least or most significant byte first.
void append(std::string& bytes, std::uint32_t value, int count, bool mostFirst)
{
    for (int i = 0; i < count; ++i) {
        const int shift = 8 * (mostFirst ? count - 1 - i : i);
        bytes += static_cast<char>((value >> shift) & 0xffU);
    }
}

/// Windows' container of icons: a header of 6 bytes, 16 bytes an icon, then the PNGs (allowed since Windows Vista).
std::string ico(QSvgRenderer& renderer)
{
    const std::vector<int> sizes{16, 24, 32, 48, 64, 256};
    std::string head;
    append(head, 0x00010000, 4, false);  // reserved, type 1
    append(head, static_cast<std::uint32_t>(sizes.size()), 2, false);
    std::string body;
    for (const int size : sizes) {
        const QByteArray picture = png(renderer, size);
        append(head, static_cast<std::uint32_t>(size % 256), 1, false);  // 0 is 256
        append(head, static_cast<std::uint32_t>(size % 256), 1, false);
        append(head, 0, 2, false);                 // no palette
        append(head, 1 | (32U << 16U), 4, false);  // one plane, 32 bits a pixel
        append(head, static_cast<std::uint32_t>(picture.size()), 4, false);
        append(head, static_cast<std::uint32_t>(6 + 16 * sizes.size() + body.size()), 4, false);
        body.append(picture.constData(), static_cast<std::size_t>(picture.size()));
    }
    return head + body;
}

/// Apple's container of icons: "icns", its length, then type, length and PNG of each.
std::string icns(QSvgRenderer& renderer)
{
    std::string body;
    for (const auto& [type, size] : {std::pair("ic07", 128), {"ic08", 256}, {"ic09", 512}, {"ic10", 1024}}) {
        const QByteArray picture = png(renderer, size);
        body += type;
        append(body, static_cast<std::uint32_t>(8 + picture.size()), 4, true);
        body.append(picture.constData(), static_cast<std::size_t>(picture.size()));
    }
    std::string head = "icns";
    append(head, static_cast<std::uint32_t>(8 + body.size()), 4, true);
    return head + body;
}

/// The sizes of the theme hicolor, and the containers of the other systems.
void writeIcons(const std::filesystem::path& folder, const char* svg)
{
    QSvgRenderer renderer(QString::fromLocal8Bit(svg));
    if (!renderer.isValid()) {
        throw std::runtime_error(std::string(svg) + " is no picture.");
    }
    for (const int size : {16, 22, 24, 32, 48, 64, 96, 128, 256, 512}) {
        const QByteArray picture = png(renderer, size);
        aurora::replaceFileText(folder / ("icon-" + std::to_string(size) + ".png"),
                                {picture.constData(), static_cast<std::size_t>(picture.size())});
    }
    aurora::replaceFileText(folder / "icon.ico", ico(renderer));
    aurora::replaceFileText(folder / "icon.icns", icns(renderer));
}

}  // namespace

int main(int argc, char** argv)
{
    if (argc != 4) {
        std::fputs("make-package-files FOLDER ICON.svg DATE\n", stderr);
        return 2;
    }
    try {
        std::filesystem::create_directories(argv[1]);
        writeTexts(argv[1], argv[3]);
        writeIcons(argv[1], argv[2]);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
