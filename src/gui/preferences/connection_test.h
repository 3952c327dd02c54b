#pragma once

#include "aurora/services/test_harvester.h"
#include "gui/frame/page.h"

#include <QWidget>

#include <functional>
#include <memory>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace aurora::gui {

/// The button *Test connection* of a server or a harvested folder that may not be saved yet, and what the test found,
/// step by step.
class ConnectionTest final : public QWidget
{
    Q_OBJECT

public:
    /// The lab as it is configured on screen, and what is tried of it; why there is none as an exception.
    struct Subject
    {
        std::shared_ptr<services::Lab> lab;
        QString label;
        std::optional<services::HarvesterKind> harvester{};  ///< nothing: a server
    };

    ConnectionTest(Frame& frame, std::function<Subject()> subject, QWidget* parent = nullptr);

    /// Forgets what was found: another one is on screen.
    void clear();

    void setWhyNot(const QString& reason);

private:
    void updateButton();
    void test();
    void showResult(const services::HarvesterTest& result);
    void offerTrust(const services::HarvesterTest& result);
    void addLine(const QString& text, int tone);
    void bringIntoSight();
    void trust(const std::string& fingerprint);

    Frame* m_frame;
    std::function<Subject()> m_subject;
    Subject m_tested;
    QPushButton* m_test;
    QWidget* m_result = nullptr;
    QString m_whyNot;
    int m_running = 0;
    int m_generation = 0;
};

}  // namespace aurora::gui
