#include "tools/document_window.h"

#include "gui/frame/theme.h"
#include "tools/window_hand.h"

#include <QAbstractItemView>
#include <QApplication>

#include <clocale>

namespace aurora::tools {

namespace {

constexpr QSize size{1280, 800};

}  // namespace

DocumentWindow::DocumentWindow()
{
    std::setlocale(LC_NUMERIC, "C");  // as the program does
    gui::captureSystemPalette();
    gui::applyTheme(gui::Theme::Light);
    m_window = std::make_unique<gui::MainWindow>();
    m_window->resize(size);
    m_window->move(0, 0);
    m_window->show();
    m_window->openLastProject();  // there is none, as at a first start
}

void prepareApplication()
{
    QCoreApplication::setApplicationName(QStringLiteral("aurora-cycler-manager"));
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
}

void chooseInList(WindowHand& hand, QComboBox& box, const QString& entry)
{
    hand.click(&box);
    hand.settle();  // a list takes no click in the first moment
    hand.clickRow(box.view(), box.model()->index(box.findText(entry), 0));
    hand.settle();
}

}  // namespace aurora::tools
