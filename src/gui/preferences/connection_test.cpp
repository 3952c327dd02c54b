#include "gui/preferences/connection_test.h"

#include "aurora/services/preferences.h"
#include "gui/cyclers/test_report.h"
#include "gui/frame/qt_text.h"
#include "gui/frame/task_runner.h"
#include "gui/frame/theme.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

namespace aurora::gui {

namespace {

/// Of a server too: with the key that it shows and nobody trusts yet.
services::HarvesterTest tried(const ConnectionTest::Subject& subject, Progress& progress)
{
    const std::string label = subject.label.toStdString();
    if (subject.harvester) {
        return services::testHarvester(*subject.lab, *subject.harvester, label, progress);
    }
    services::HarvesterTest test{
        .steps = services::testServer(*subject.lab, label, progress), .hostKeyFingerprint = {}, .hostKeyComputer = {}};
    if (services::isReachedOverSsh(*subject.lab, label)) {
        test.keyDoubt = services::whyNoPrivateKey(subject.lab->user());
    }
    for (const services::ServerState& state : subject.lab->states()) {
        if (state.label == label) {
            test.hostKeyFingerprint = state.hostKeyFingerprint;
            test.hostKeyComputer = state.hostKeyComputer;
        }
    }
    return test;
}

}  // namespace

ConnectionTest::ConnectionTest(Frame& frame, std::function<Subject()> subject, QWidget* parent)
    : QWidget(parent),
      m_frame(&frame),
      m_subject(std::move(subject)),
      m_test(new QPushButton(tr("&Test connection"), this))
{
    m_test->setObjectName(QStringLiteral("testConnection"));
    m_test->setAutoDefault(false);
    connect(m_test, &QPushButton::clicked, this, &ConnectionTest::test);
    auto* line = new QHBoxLayout;
    line->addWidget(m_test);
    line->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->addLayout(line);
    clear();
}

void ConnectionTest::clear()
{
    ++m_generation;
    delete m_result;
    m_result = new QWidget(this);
    auto* layout = new QVBoxLayout(m_result);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    this->layout()->addWidget(m_result);
}

void ConnectionTest::setWhyNot(const QString& reason)
{
    m_whyNot = reason;
    updateButton();
}

void ConnectionTest::updateButton()
{
    m_test->setEnabled(m_whyNot.isEmpty() && m_running == 0);
    m_test->setToolTip(!m_whyNot.isEmpty() ? m_whyNot
                       : m_running > 0     ? tr("It is being tested.")
                                           : tr("Tries it as it stands here, saved or not, step by step"));
}

void ConnectionTest::addLine(const QString& text, int tone)
{
    auto* line = new QLabel(text, m_result);
    line->setObjectName(QStringLiteral("testLine"));
    line->setTextFormat(Qt::PlainText);
    line->setWordWrap(true);
    line->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    QPalette colors;
    colors.setColor(QPalette::WindowText, toneColor(static_cast<Tone>(tone), palette()));
    line->setPalette(colors);
    m_result->layout()->addWidget(line);
    bringIntoSight();
}

/// The button may stand at the lower edge of what is in sight.
void ConnectionTest::bringIntoSight()
{
    QTimer::singleShot(0, m_result, [this, result = m_result] {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);  // it has its place from now on
        QWidget* around = parentWidget();
        while (around != nullptr && qobject_cast<QScrollArea*>(around) == nullptr) {
            around = around->parentWidget();
        }
        auto* area = qobject_cast<QScrollArea*>(around);
        const auto lines = result->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly);
        if (area != nullptr && !lines.isEmpty()) {
            area->ensureWidgetVisible(result, 0, 0);
            area->ensureWidgetVisible(lines.last(), 0, 0);  // what it comes to, where all is taller than the view
        }
    });
}

void ConnectionTest::test()
{
    clear();
    try {
        m_tested = m_subject();
    } catch (...) {
        addLine(QStringLiteral("✕ ") + describe(std::current_exception()).message, static_cast<int>(Tone::Bad));
        return;
    }
    addLine(tr("Testing %1…").arg(m_tested.label), static_cast<int>(Tone::Faint));
    ++m_running;
    updateButton();
    const int generation = m_generation;
    Task* task = m_frame->tasks.start(
        tr("Testing %1").arg(m_tested.label), TaskKind::Cyclers,
        [subject = m_tested](Progress& progress) {
            services::HarvesterTest test = tried(subject, progress);
            services::Report report = reportOf(test.steps);
            if (!test.keyDoubt.empty()) {
                report.skipped.push_back({tr("private key").toStdString(), test.keyDoubt, {}});
            }
            return ReportedTest<services::HarvesterTest>{std::move(test), std::move(report)};
        },
        this,
        [this, generation](const ReportedTest<services::HarvesterTest>& result) {
            if (generation == m_generation) {
                showResult(result.test);
            }
        });
    connect(task, &Task::finished, this, [this, task, generation] {
        --m_running;
        updateButton();
        if (generation == m_generation && task->state() != Task::State::Done) {
            clear();
            addLine(QStringLiteral("✕ ") + task->failure().message, static_cast<int>(Tone::Bad));
        }
    });
}

void ConnectionTest::showResult(const services::HarvesterTest& result)
{
    clear();
    if (!result.keyDoubt.empty()) {
        addLine(QStringLiteral("▲ ") + toQString(result.keyDoubt), static_cast<int>(Tone::Attention));
    }
    for (const cyclers::TestStep& step : result.steps.steps) {
        const QString name = toQString(step.name);
        const QString found = toQString(step.message);
        switch (step.outcome) {
        case cyclers::TestStep::Outcome::Passed:
            addLine(tr("■ %1: %2").arg(name, found.isEmpty() ? tr("passed") : found), static_cast<int>(Tone::Good));
            break;
        case cyclers::TestStep::Outcome::Failed:
            addLine(tr("✕ %1: %2").arg(name, found), static_cast<int>(Tone::Bad));
            break;
        case cyclers::TestStep::Outcome::NotTried:
            addLine(tr("○ %1: not tried").arg(name), static_cast<int>(Tone::Faint));
            break;
        }
        if (!step.cause.empty()) {
            addLine(toQString(step.cause), static_cast<int>(Tone::Faint));
        }
    }
    const bool passed = result.steps.passed();
    addLine(passed ? tr("● %1 can be used.").arg(m_tested.label)
                   : tr("✕ %1 cannot be used yet: look at the step that failed.").arg(m_tested.label),
            static_cast<int>(passed ? Tone::Good : Tone::Bad));
    if (!result.hostKeyFingerprint.empty()) {
        offerTrust(result);
    }
}

void ConnectionTest::offerTrust(const services::HarvesterTest& result)
{
    auto* button = new QPushButton(
        tr("Trust the key of %1: %2").arg(toQString(result.hostKeyComputer), toQString(result.hostKeyFingerprint)),
        m_result);
    button->setAutoDefault(false);
    button->setToolTip(tr("Only if it is the fingerprint that the PC itself shows"));
    connect(button, &QPushButton::clicked, this,
            [this, fingerprint = result.hostKeyFingerprint] { trust(fingerprint); });
    m_result->layout()->addWidget(button);
    bringIntoSight();
}

void ConnectionTest::trust(const std::string& fingerprint)
{
    m_frame->tasks.start(
        tr("Trusting %1").arg(m_tested.label), TaskKind::Cyclers,
        [subject = m_tested, fingerprint](Progress& progress) {
            services::trustServer(*subject.lab, subject.label.toStdString(), fingerprint, progress);
            return true;
        },
        this, [this](bool /*trusted*/) { test(); });
}

}  // namespace aurora::gui
