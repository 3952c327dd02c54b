#include "gui/sample_page.h"

#include "gui/sample_plots/sample_list.h"

#include "aurora/core/file.h"
#include "aurora/services/import_samples.h"
#include "support/window_tests.h"

#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QStyleOptionViewItem>
#include <QToolButton>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// The list of samples beside the charts.
class SampleListTest : public SamplePageTest
{
    Q_OBJECT

private Q_SLOTS:
    void searchNarrowsTheList();
    void aSearchTellsOfSamplesThatHaveNoData();
    void aShiftClickTicksAllInBetween();
    void openedFilesLeaveTheListAgain();
};

void SampleListTest::searchNarrowsTheList()
{
    SamplePlotsPage page;
    page.show();
    auto* list = page.findChild<SampleList*>();
    list->setSamples(
        {QStringLiteral("240620_gen2_01"), QStringLiteral("240620_gen2_02"), QStringLiteral("250116_gen6_01")});
    QTest::keyClicks(list->findChild<QLineEdit*>(), QStringLiteral("GEN6"));
    const auto* view = list->findChild<QListView*>();
    QCOMPARE(view->model()->rowCount(), 1);
    QCOMPARE(view->model()->index(0, 0).data().toString(), QStringLiteral("250116_gen6_01"));
}

void SampleListTest::aSearchTellsOfSamplesThatHaveNoData()
{
    const services::Project project = services::initProject(m_userFolder.path() / "lab");
    const auto file = m_userFolder.path() / "robot.csv";
    replaceFileText(file, "Sample ID;Label\nrun_1;a\nrun_2;b\nrun_10;c\nother_1;d\n");
    services::applySampleImport(project, services::planSampleImport(project, file));
    std::filesystem::create_directories(project.sampleFolder(SampleId("run_1")));
    replaceFileText(project.sampleFolder(SampleId("run_1")) / "shrunk.run_1.h5", "");  // damaged data is data
    SamplePlotsPage page;
    page.show();
    page.setProject(project);
    auto* list = page.findChild<SampleList*>();
    constexpr int patience_ms = 20000;
    QTRY_COMPARE_WITH_TIMEOUT(list->keys(), QStringList{QStringLiteral("run_1")}, patience_ms);
    const auto* told = list->findChild<QLabel*>(QStringLiteral("withoutData"));
    QVERIFY(!told->isVisible());
    auto* search = list->findChild<QLineEdit*>();
    QTest::keyClicks(search, QStringLiteral("RUN"));
    QVERIFY(told->isVisible());
    QCOMPARE(told->text(), QStringLiteral("2 samples without data match"));
    QVERIFY2(told->toolTip().startsWith(QStringLiteral("Nothing was analysed of run_2, run_10. Import the data files")),
             qPrintable(told->toolTip()));
    QTest::keyClicks(search, QStringLiteral("_2"));
    QCOMPARE(told->text(), QStringLiteral("1 sample without data matches"));
    page.showSamples({QStringLiteral("run_2")});  // its chart says why it is empty
    QVERIFY(!told->isVisible());
    search->setText(QStringLiteral("run_1"));
    QCOMPARE(told->text(), QStringLiteral("1 sample without data matches"));
    search->clear();
    QVERIFY(!told->isVisible());
}

void SampleListTest::aShiftClickTicksAllInBetween()
{
    SampleList list;
    list.setSamples({QStringLiteral("a_1"), QStringLiteral("b_1"), QStringLiteral("a_2"), QStringLiteral("a_3"),
                     QStringLiteral("a_4")});
    list.resize(320, 400);
    list.show();
    QVERIFY(QTest::qWaitForWindowExposed(&list));
    list.findChild<QLineEdit*>()->setText(QStringLiteral("a_"));
    auto* view = list.findChild<QListView*>();
    QSignalSpy ticked(&list, &SampleList::tickedChanged);
    const auto click = [&](int row, Qt::KeyboardModifiers keys) {
        const QModelIndex index = view->model()->index(row, 0);
        QStyleOptionViewItem option;
        option.initFrom(view);
        option.rect = view->visualRect(index);
        option.features = QStyleOptionViewItem::HasCheckIndicator;
        const QRect box = view->style()->subElementRect(QStyle::SE_ItemViewItemCheckIndicator, &option, view);
        QTest::mouseClick(view->viewport(), Qt::LeftButton, keys, box.center());
    };
    click(0, Qt::NoModifier);
    QCOMPARE(list.ticked(), QStringList{QStringLiteral("a_1")});
    click(2, Qt::ShiftModifier);  // what the search hides stays as it is
    QCOMPARE(list.ticked(), (QStringList{QStringLiteral("a_1"), QStringLiteral("a_2"), QStringLiteral("a_3")}));
    QCOMPARE(ticked.size(), 2);
    click(1, Qt::ShiftModifier);  // back to the second: unticked, and so is what lies between
    QCOMPARE(list.ticked(), QStringList{QStringLiteral("a_1")});
}

void SampleListTest::openedFilesLeaveTheListAgain()
{
    SampleList list;
    list.setSamples({QStringLiteral("a_1")});
    auto* remove = list.findChild<QToolButton*>(QStringLiteral("removeFiles"));
    QVERIFY(!remove->isVisibleTo(&list));
    list.addFiles({QStringLiteral("/data/x.mpr"), QStringLiteral("/data/y.mpr"), QStringLiteral("/data/z.mpr")});
    QVERIFY(remove->isVisibleTo(&list));
    list.setTicked(list.keys());
    QSignalSpy ticked(&list, &SampleList::tickedChanged);
    auto* view = list.findChild<QListView*>();
    view->setCurrentIndex(view->model()->index(1, 0));
    QTest::keyClick(view, Qt::Key_Delete);
    QCOMPARE(ticked.size(), 1);
    QCOMPARE(list.keys(),
             (QStringList{QStringLiteral("/data/x.mpr"), QStringLiteral("/data/z.mpr"), QStringLiteral("a_1")}));
    view->clearSelection();
    remove->click();
    QCOMPARE(list.ticked(), QStringList{QStringLiteral("a_1")});
    QVERIFY(!remove->isVisibleTo(&list));
}

AURORA_WINDOW_TESTS(SampleListTest)
#include "sample_list_test.moc"
