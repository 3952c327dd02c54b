#pragma once

#include "aurora/services/overview.h"
#include "gui/frame/page.h"

#include <QObject>
#include <QTimer>

#include <filesystem>
#include <set>
#include <string>

class QSystemTrayIcon;

namespace aurora::gui {

/// Tells on the desktop, outside the window, of cells that were flagged and jobs that ended since the project was
/// opened. Where the desktop has no place for that, or the user has switched it off, it says nothing.
class Notifier final : public QObject
{
    Q_OBJECT

public:
    Notifier(Frame& frame, QWidget* window);
    ~Notifier() override;

    /// Whether the user wants them; remembered.
    [[nodiscard]] static bool isEnabled();
    static void setEnabled(bool enabled);

    /// Why this desktop shows none; empty when it can.
    [[nodiscard]] static QString whyNot();

Q_SIGNALS:
    /// Something is worth telling; shown on the desktop where that is possible and wanted.
    void told(const QString& title, const QString& text);
    void clicked();  ///< the user clicked on a notification

private:
    void look();
    void compare(const services::Overview& overview);
    void tell(const QString& title, const QString& text);

    Frame* m_frame;
    QWidget* m_window;
    QSystemTrayIcon* m_tray = nullptr;
    QTimer m_delay;  ///< many changes at once are one look
    int m_generation = 0;
    bool m_looking = false;
    bool m_known = false;            ///< what there was when the project was opened
    std::filesystem::path m_folder;  ///< of the project that is open
    std::set<std::string> m_flags;   ///< sample and flag, as they are now
    std::set<std::string> m_ended;   ///< Job IDs
};

}  // namespace aurora::gui
