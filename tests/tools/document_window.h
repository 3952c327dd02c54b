#pragma once

#include "gui/main_window.h"

#include <QComboBox>

#include <memory>

namespace aurora::tools {

class WindowHand;

/// The window as the documents show it: light, 1280 × 800, with nothing remembered from before.
class DocumentWindow
{
public:
    DocumentWindow();

    [[nodiscard]] gui::MainWindow* get() const { return m_window.get(); }

private:
    std::unique_ptr<gui::MainWindow> m_window;
};

/// To be called before there is a QApplication: file dialogs are Qt's own, which a hand can reach.
void prepareApplication();

/// Opens the list of a box and clicks the entry.
void chooseInList(WindowHand& hand, QComboBox& box, const QString& entry);

}  // namespace aurora::tools
