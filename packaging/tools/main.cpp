// Makes what a package holds beside the program: manual page, completions of the shells, the icon in all sizes.
//
//   make-package-files FOLDER ICON.svg DATE
#include "cli/commands.h"
#include "command_tree.h"

#include "aurora/core/file.h"

#include <QImage>
#include <QPainter>
#include <QString>
#include <QSvgRenderer>

#include <cstdio>
#include <exception>
#include <stdexcept>

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

/// The sizes of the theme hicolor, and 512 and 1024 for macOS.
void writeIcons(const std::filesystem::path& folder, const char* svg)
{
    QSvgRenderer renderer(QString::fromLocal8Bit(svg));
    if (!renderer.isValid()) {
        throw std::runtime_error(std::string(svg) + " is no picture.");
    }
    for (const int size : {16, 22, 24, 32, 48, 64, 96, 128, 256, 512, 1024}) {
        QImage picture(size, size, QImage::Format_ARGB32_Premultiplied);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        renderer.render(&painter);
        painter.end();
        const std::filesystem::path file = folder / ("icon-" + std::to_string(size) + ".png");
        if (!picture.save(QString::fromStdString(file.string()))) {
            throw std::runtime_error(file.string() + " cannot be written.");
        }
    }
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
